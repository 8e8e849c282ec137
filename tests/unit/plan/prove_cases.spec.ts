import { test } from '@japa/runner'
import fc from 'fast-check'
import type { CompareOp, Value } from '#rules/plan/model'
import { openCase } from '#rules/plan/prove_cases'
import {
  all,
  anyOf,
  cased,
  choiceField,
  compared,
  constant,
  moneyField,
  not,
  oneOf,
  plainWorld,
  wholeField,
  yesNoField,
} from '#tests/support/plain_values'

const LOW = 2
const HIGH = 8
const term = wholeField('term', LOW, HIGH)
const value = moneyField('value', '1.00', '9.00')
const kind = choiceField('kind', ['a', 'b', 'c'])
const owner = yesNoField('owner')

function open(...conditions: readonly Value[]) {
  const cases = cased(conditions.map((when) => [when, constant('1')] as const))
  return openCase(cases, null, plainWorld())
}

/** A condition on the term, with whether it holds for one. */
interface Drawn {
  readonly condition: Value
  readonly holds: (term: number) => boolean
}

const OPERATIONS: Readonly<Record<CompareOp, (a: number, b: number) => boolean>> = {
  'is': (a, b) => a === b,
  'is not': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}
const OPS: readonly CompareOp[] = ['is', 'is not', '<', '<=', '>', '>=']

const leaf: fc.Arbitrary<Drawn> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...OPS), fc.integer({ min: LOW - 1, max: HIGH + 1 }))
    .map(([op, bound]) => ({
      condition: compared(term, op, String(bound)),
      holds: (at: number) => OPERATIONS[op](at, bound),
    })),
  fc
    .tuple(fc.array(fc.integer({ min: LOW, max: HIGH }), { minLength: 1 }), fc.boolean())
    .map(([choices, negated]) => ({
      condition: oneOf(term, choices.map(String), negated),
      holds: (at: number) => choices.includes(at) !== negated,
    }))
)
const drawn: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  fc.tuple(leaf, leaf).map(([a, b]) => ({
    condition: all(a.condition, b.condition),
    holds: (at: number) => a.holds(at) && b.holds(at),
  })),
  fc.tuple(leaf, leaf).map(([a, b]) => ({
    condition: anyOf(a.condition, b.condition),
    holds: (at: number) => a.holds(at) || b.holds(at),
  })),
  leaf.map((a) => ({ condition: not(a.condition), holds: (at: number) => !a.holds(at) }))
)

test.group('Proving that cases cover all', () => {
  test('agrees with trying every answer', ({ assert }) => {
    const terms = Array.from({ length: HIGH - LOW + 1 }, (_, at) => LOW + at)
    let covered = 0
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 4 }), (cases) => {
        const missed = terms.filter((at) => !cases.some(({ holds }) => holds(at)))
        const found = open(...cases.map(({ condition }) => condition))
        if (missed.length === 0) covered += 1
        if (found === 'untold') return false
        return found === null ? missed.length === 0 : missed.includes(Number(found.value))
      }),
      { numRuns: 1000 }
    )
    assert.isAbove(covered, 20)
  })

  test('goes between the marks of an amount, and to its ends', ({ assert }) => {
    assert.isNull(open(compared(value, '<', '3'), compared(value, '>=', '3')))
    assert.deepEqual(open(compared(value, '<', '3'), compared(value, '>', '3')), {
      subject: 'policy.value',
      value: '3',
    })
    assert.deepEqual(open(compared(value, '<=', '3'), compared(value, '>=', '4')), {
      subject: 'policy.value',
      value: '3.5',
    })
    assert.isNull(open(compared(value, '>=', '1')))
  })

  test('knows the choices of an answer', ({ assert }) => {
    assert.isNull(open(oneOf(kind, ['a', 'b']), oneOf(kind, ['c'])))
    assert.isNull(open(oneOf(kind, ['a']), oneOf(kind, ['a'], true)))
    assert.deepEqual(open(oneOf(kind, ['a']), oneOf(kind, ['b'])), {
      subject: 'policy.kind',
      value: 'c',
    })
    assert.isNull(open(owner, not(owner)))
    assert.deepEqual(open(owner), { subject: 'policy.owner', value: 'no' })
  })

  test('does not judge cases that speak of two things, or of nothing', ({ assert }) => {
    assert.equal(open(owner, not(oneOf(kind, ['a']))), 'untold')
    assert.equal(open(constant(true)), 'untold')
  })
})
