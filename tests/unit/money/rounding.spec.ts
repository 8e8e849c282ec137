import fc from 'fast-check'
import { test } from '@japa/runner'

import { divide, multiply } from '#rules/money/arithmetic'
import { decimal, integer, isDecimal, type Exact } from '#rules/money/decimal'
import { formatDecimal } from '#rules/money/format_decimal'
import { toDecimal } from '#rules/money/parse_decimal'
import { multiplyAndRound, round, ROUNDINGS } from '#rules/money/round'
import type { RoundingMode } from '#rules/program/program'
import { fraction, over, printed, roundedTo, type Fraction } from '#rules/oracle/fractions'

const MULTIPLES = ['100', '5', '1', '1.00', '0.10', '0.05', '0.01', '0.001', '0.25'] as const
// The keys of a record over RoundingMode are its members.
const MODES = Object.keys(ROUNDINGS) as RoundingMode[]

function fractionOf(value: Exact): Fraction {
  return isDecimal(value)
    ? over(BigInt(value.coefficient), 10n ** BigInt(value.scale))
    : over(value.numerator, value.denominator)
}

function agrees(value: Exact, to: string, mode: RoundingMode): boolean {
  const digits = to.split('.')[1]?.length ?? 0
  const expected = printed(roundedTo(fractionOf(value), fraction(to), mode), digits)
  return formatDecimal(round(value, toDecimal(to), ROUNDINGS[mode])) === expected
}

/** Multiples counted from zero, crowded around zero and where doubles stop being exact. */
const counts = fc.oneof(
  fc.bigInt({ min: -300n, max: 300n }),
  fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
  fc.bigInt({ min: -(2n ** 53n) - 5n, max: 5n - 2n ** 53n }),
  fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
)

test.group('Rounding', () => {
  for (const mode of MODES) {
    test(`${mode}: at every half-way case and just beside it, in both signs`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...MULTIPLES),
          counts,
          fc.integer({ min: 0, max: 8 }),
          (to, count, more) => {
            const unit = fraction(to)
            // Twice the multiple, so that every second point is half way; `more` digits move beside it.
            const scale = 4 + more
            const half = ((2n * count + 1n) * unit.top * 10n ** BigInt(scale)) / (2n * unit.bottom)
            return [-1n, 0n, 1n].every(
              (beside) =>
                agrees(decimal(half + beside, scale), to, mode) &&
                agrees(decimal(-half - beside, scale), to, mode)
            )
          }
        ),
        { numRuns: 300 }
      )
    })

    test(`${mode}: where a dividend crosses the largest safe integer`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...MULTIPLES),
          fc.bigInt({ min: -600n, max: 600n }),
          fc.integer({ min: 0, max: 17 }),
          fc.boolean(),
          (to, offset, scale, isNegative) => {
            const coefficient = 2n ** 53n + offset
            return agrees(decimal(isNegative ? -coefficient : coefficient, scale), to, mode)
          }
        )
      )
    })

    test(`${mode}: a quotient with endless digits is rounded as what it is`, () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...MULTIPLES),
          fc.integer({ min: -100_000, max: 100_000 }),
          fc.constantFrom(3, 7, 12, 365),
          (to, top, bottom) => agrees(divide(integer(top), integer(bottom)), to, mode)
        )
      )
    })
  }

  test('each mode goes its own way from half way', ({ assert }) => {
    const at = (text: string) =>
      MODES.map(
        (mode) =>
          `${mode} ${formatDecimal(round(toDecimal(text), toDecimal('1'), ROUNDINGS[mode]))}`
      )
    assert.deepEqual(at('2.5'), ['up 3', 'down 2', 'half up 3', 'half down 2', 'half even 2'])
    assert.deepEqual(at('-2.5'), ['up -3', 'down -2', 'half up -3', 'half down -2', 'half even -2'])
    assert.deepEqual(at('3.5'), ['up 4', 'down 3', 'half up 4', 'half down 3', 'half even 4'])
    assert.deepEqual(at('-0.4'), ['up -1', 'down 0', 'half up 0', 'half down 0', 'half even 0'])
  })

  test('the result has the digits of the multiple', ({ assert }) => {
    const rounded = (to: string) =>
      formatDecimal(round(toDecimal('1234.5678'), toDecimal(to), ROUNDINGS['half up']))
    assert.deepEqual(['100', '1', '1.00', '0.10', '0.001'].map(rounded), [
      '1200',
      '1235',
      '1235.00',
      '1234.60',
      '1234.568',
    ])
  })

  test('a product rounded at once is the product, rounded, beyond 2^53 and below zero too', ({
    assert,
  }) => {
    const factors = fc.oneof(
      fc.integer({ min: -2_000_000, max: 2_000_000 }),
      fc.constantFrom(94_906_265, 94_906_267, -94_906_267, Number.MAX_SAFE_INTEGER, 0)
    )
    fc.assert(
      fc.property(
        fc.tuple(factors, factors, fc.nat(4), fc.nat(4)),
        fc.constantFrom(...MULTIPLES),
        fc.constantFrom(...MODES),
        ([left, right, scaleOfLeft, scaleOfRight], to, mode) => {
          const [a, b] = [decimal(BigInt(left), scaleOfLeft), decimal(BigInt(right), scaleOfRight)]
          const [multiple, rounding] = [toDecimal(to), ROUNDINGS[mode]]
          assert.deepEqual(
            multiplyAndRound(a, b, multiple, rounding),
            round(multiply(a, b), multiple, rounding)
          )
        }
      )
    )
    const third = divide(integer(1), integer(3))
    const [cent, half] = [toDecimal('0.01'), ROUNDINGS['half up']]
    assert.equal(formatDecimal(multiplyAndRound(integer(2), third, cent, half)), '0.67')
  })

  test('a multiple of zero or below is refused', ({ assert }) => {
    const half = ROUNDINGS['half up']
    assert.throws(() => round(integer(1), toDecimal('0.00'), half), 'Only a multiple above zero')
    assert.throws(() => round(integer(1), toDecimal('-1'), half), 'Only a multiple above zero')
  })
})
