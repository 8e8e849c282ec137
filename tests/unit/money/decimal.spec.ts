import fc from 'fast-check'
import { test } from '@japa/runner'

import { add, compare, divide, multiply, negate, subtract } from '#rules/money/arithmetic'
import { isDecimal, toSafeInteger, integer, type Exact } from '#rules/money/decimal'
import { formatDecimal, formatExact } from '#rules/money/format_decimal'
import { parseDecimal, toDecimal } from '#rules/money/parse_decimal'
import {
  by,
  difference,
  fraction,
  minus,
  over,
  per,
  plus,
  same,
  type Fraction,
} from '#rules/oracle/fractions'

const EDGE = 2n ** 53n

/** Coefficients of every size, crowded around zero and where doubles stop being exact. */
const coefficients = fc.oneof(
  fc.bigInt({ min: -2000n, max: 2000n }),
  fc.bigInt({ min: EDGE - 20n, max: EDGE + 20n }),
  fc.bigInt({ min: -EDGE - 20n, max: 20n - EDGE }),
  fc.bigInt({ min: 94906260n, max: 94906270n }),
  fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n })
)

/** Decimal text with up to nine digits after the point. */
const decimals = fc
  .tuple(coefficients, fc.integer({ min: 0, max: 9 }))
  .map(([coefficient, scale]) => {
    const digits = (coefficient < 0n ? -coefficient : coefficient)
      .toString()
      .padStart(scale + 1, '0')
    const point = digits.length - scale
    const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
    return coefficient < 0n ? `-${text}` : text
  })

function fractionOf(value: Exact): Fraction {
  return isDecimal(value)
    ? over(BigInt(value.coefficient), 10n ** BigInt(value.scale))
    : over(value.numerator, value.denominator)
}

/** What holds of every value that the folder gives out. */
function isCanonical(value: Exact): boolean {
  if (!isDecimal(value)) {
    let bottom = value.denominator
    while (bottom % 2n === 0n) bottom /= 2n
    while (bottom % 5n === 0n) bottom /= 5n
    return value.denominator > 0n && bottom > 1n
  }
  const { coefficient, scale } = value
  if (Object.is(coefficient, -0) || !Number.isInteger(scale) || scale < 0) return false
  return typeof coefficient === 'number'
    ? Number.isSafeInteger(coefficient)
    : coefficient >= EDGE || coefficient <= -EDGE
}

test.group('Decimals: text', () => {
  test('text is read exactly and printed back with its digits', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const value = toDecimal(text)
        const written = /^-0(\.0*)?$/.test(text) ? text.slice(1) : text
        return (
          formatDecimal(value) === written &&
          same(fractionOf(value), fraction(text)) &&
          isCanonical(value)
        )
      })
    )
  })

  test('zeros beyond the least digits are dropped, and missing ones added', ({ assert }) => {
    assert.equal(formatDecimal(toDecimal('320.540000'), 2), '320.54')
    assert.equal(formatDecimal(toDecimal('320.540000'), 4), '320.5400')
    assert.equal(formatDecimal(toDecimal('158'), 2), '158.00')
    assert.equal(formatDecimal(toDecimal('-0.50'), 0), '-0.5')
    assert.equal(formatDecimal(toDecimal('-0.05')), '-0.05')
    assert.equal(formatDecimal(toDecimal('7.000'), 0), '7')
    assert.equal(formatDecimal(toDecimal('-0.0')), '0.0')
  })

  test('a safe integer is found whatever its digits, and nothing else is one', ({ assert }) => {
    assert.equal(toSafeInteger(toDecimal('12.00')), 12)
    assert.equal(toSafeInteger(toDecimal('-3')), -3)
    assert.equal(toSafeInteger(toDecimal('0.00000000000000000000')), 0)
    assert.equal(toSafeInteger(integer(987_654)), 987_654)
    assert.isNull(toSafeInteger(toDecimal('12.5')))
    assert.isNull(toSafeInteger(toDecimal('9007199254740993')))
    assert.isNull(toSafeInteger(divide(integer(1), integer(3))))
  })

  test('text that is no plain decimal is refused', ({ assert }) => {
    const texts = [
      '',
      '.',
      '1.',
      '.5',
      '1e3',
      '+1',
      ' 1',
      '1 ',
      '1,000',
      '0x10',
      '--1',
      'NaN',
      '१',
      '1.2.3',
      '1\n',
    ]
    for (const text of [...texts, '9'.repeat(501)]) assert.isNull(parseDecimal(text), text)
    assert.throws(() => toDecimal('1e3'), 'Not a decimal: "1e3"')
  })
})

test.group('Decimals: arithmetic', () => {
  const operations = [
    ['sum', add, plus],
    ['difference', subtract, minus],
    ['product', multiply, by],
  ] as const
  for (const [name, ours, theirs] of operations) {
    test(`every ${name} is exact, of decimals and of quotients`, () => {
      fc.assert(
        fc.property(decimals, decimals, decimals, (a, b, c) => {
          const plain = ours(toDecimal(a), toDecimal(b))
          if (!same(fractionOf(plain), theirs(fraction(a), fraction(b)))) return false
          if (/^-?[0.]+$/.test(c)) return isCanonical(plain)
          const third = divide(toDecimal(b), toDecimal(c))
          const mixed = ours(toDecimal(a), third)
          const expected = theirs(fraction(a), per(fraction(b), fraction(c)))
          return isCanonical(plain) && isCanonical(mixed) && same(fractionOf(mixed), expected)
        })
      )
    })
  }

  test('every quotient is exact, and a decimal whenever one equals it', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        if (/^-?[0.]+$/.test(b)) return true
        const value = divide(toDecimal(a), toDecimal(b))
        return isCanonical(value) && same(fractionOf(value), per(fraction(a), fraction(b)))
      })
    )
  })

  test('a half term is 0.5 and a third stays a fraction', ({ assert }) => {
    assert.equal(formatExact(divide(integer(6), integer(12))), '0.5')
    assert.equal(formatExact(divide(integer(-4), integer(12))), '-1/3')
    assert.equal(formatExact(multiply(divide(integer(1), integer(3)), integer(3))), '1')
  })

  test('comparison is that of the exact values, whatever their digits', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const [x, y] = [toDecimal(a), toDecimal(b)]
        const third = divide(x, integer(3))
        return (
          compare(x, y) === difference(fraction(a), fraction(b)) &&
          compare(x, add(x, toDecimal('0.00'))) === 0 &&
          compare(third, y) === difference(per(fraction(a), fraction('3')), fraction(b))
        )
      })
    )
  })

  test('the opposite of the opposite is the value, and zero has one sign', () => {
    fc.assert(
      fc.property(decimals, (a) => {
        const value = toDecimal(a)
        return isCanonical(negate(value)) && compare(negate(negate(value)), value) === 0
      })
    )
  })

  test('division by zero is refused', ({ assert }) => {
    assert.throws(() => divide(integer(1), toDecimal('0.00')), 'Division by zero')
  })
})
