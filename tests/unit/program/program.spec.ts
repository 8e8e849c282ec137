import { test } from '@japa/runner'
import fc from 'fast-check'
import { Engine, type RuleProperties } from 'json-rules-engine'
import { hashProgram } from '#rules/index'
import type { Program, RuleGroup } from '#rules/program/program'
import { OPERATORS } from '#rules/rating/operators'
import { compileTexas } from '#tests/support/compile_texas'

const STOCK = new Set([
  'equal',
  'notEqual',
  'in',
  'notIn',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
])
const QUANTIFIERS = ['some', 'every', 'none']

function texas(): Program {
  const { compiled } = compileTexas()
  if (!compiled) throw new Error('The Texas plan does not compile')
  return compiled.program
}

function groupOf(program: Program, of: string): RuleGroup {
  const group = program.groups.find((each) => each.of.join(', ') === of)
  if (!group) throw new Error(`There is no group of ${of}`)
  return group
}

/** A stock engine with the documented operators; the group's rules go in as they are. */
function stockEngine({ rules }: RuleGroup): Engine {
  // A round trip through JSON is how a stored program comes back, and drops `readonly`.
  const engine = new Engine(JSON.parse(JSON.stringify(rules)) as RuleProperties[])
  for (const [name, judge] of OPERATORS) {
    if (!STOCK.has(name))
      engine.addOperator(name, (fact: never, value: never) => judge(fact, value))
  }
  for (const name of QUANTIFIERS) engine.addOperator(name, () => false)
  return engine
}

/** Every plain object inside a value. */
function objectsIn(value: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(objectsIn)
  // An object that is no list has text keys.
  return [value as Record<string, unknown>, ...inner]
}

function conditionsOf(program: Program): readonly Record<string, unknown>[] {
  return objectsIn([program.groups, program.values, program.facts]).filter(
    (each) => 'operator' in each
  )
}

test.group('The program of the Texas plan', () => {
  test('loads into a stock json-rules-engine, whose events are those of the manual', async ({
    assert,
  }) => {
    const engine = stockEngine(groupOf(texas(), 'vehicle, coverage'))
    const events = async (coverage: string) => {
      const { events: fired } = await engine.run({ 'vehicle.antitheft': true, coverage })
      return fired.map(({ type, params }) => `${type} ${String(params?.rule)}`)
    }
    assert.deepEqual(await events('COMP'), ['discount discount antitheft'])
    assert.deepEqual(await events('BI'), [])
  })

  test('every group loads into one', ({ assert }) => {
    for (const group of texas().groups) assert.instanceOf(stockEngine(group), Engine)
  })

  test('its conditions are plain: a fact, an operator and a value, and small lists', ({
    assert,
  }) => {
    for (const condition of conditionsOf(texas())) {
      assert.sameMembers(Object.keys(condition), ['fact', 'operator', 'value'])
      if (Array.isArray(condition.value)) assert.isBelow(condition.value.length, 20)
    }
  })

  test('each fact that a condition names is defined, each operator documented', ({ assert }) => {
    const program = texas()
    const facts = new Set(program.facts.map(({ name }) => name))
    const operators = new Set([...OPERATORS.keys(), ...QUANTIFIERS])
    for (const { fact, operator, value } of conditionsOf(program)) {
      assert.isTrue(facts.has(String(fact)), `${String(fact)} is no fact`)
      assert.isTrue(operators.has(String(operator)), `${String(operator)} is no operator`)
      const isFact = typeof value === 'object' && value !== null && 'fact' in value
      if (isFact) assert.isTrue(facts.has(String(value.fact)), `${String(value.fact)} is no fact`)
    }
  })

  test('a step that depends on the coverage alone lists its coverages and has no rule', ({
    assert,
  }) => {
    const steps = texas().premiums.flatMap((premium) => premium.steps)
    const symbol = steps.find(({ name }) => name === 'Symbol')
    assert.deepEqual(symbol?.coverages, ['COMP', 'COLL'])
    assert.isNull(symbol?.rule)
    const mileage = steps.find(({ name }) => name === 'Annual miles')
    assert.deepEqual(mileage?.coverages, ['BI', 'PD', 'PIP', 'UM', 'COLL'])
  })

  test('rules stand in the group of the smallest scope that their facts need', ({ assert }) => {
    const names = (of: string) => groupOf(texas(), of).rules.map(({ name }) => name)
    assert.includeMembers([...names('')], ['UW-1', 'discount homeowner', 'discount clean_record'])
    assert.sameMembers([...names('vehicle')], ['discount course', 'discount good_student'])
    assert.sameMembers([...names('vehicle, coverage')], ['discount antitheft'])
  })

  test('only the table of ZIP codes may refuse a risk, and it points at the question', ({
    assert,
  }) => {
    const refusing = texas().tables.filter(({ refuses }) => refuses !== null)
    assert.deepEqual(
      refusing.map(({ name, refuses }) => ({ name, refuses })),
      [{ name: 'territory_of_zip', refuses: { entity: 'policy', field: 'garaging_zip' } }]
    )
  })
})

test.group('The hash of a program', () => {
  test('does not change with the order of keys', ({ assert }) => {
    const program = texas()
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        assert.equal(hashProgram(reordered(program, seed)), hashProgram(program))
      }),
      { numRuns: 5 }
    )
  })

  test('changes with a single cell', ({ assert }) => {
    const program = texas()
    const changed: Program = { ...program, plan: { ...program.plan, version: 'another' } }
    assert.notEqual(hashProgram(changed), hashProgram(program))
  })

  test('is the same for two compilations of one source', ({ assert }) => {
    assert.equal(compileTexas().compiled?.hash, compileTexas().compiled?.hash)
  })
})

/** The same data with the keys of every object in another order. */
function reordered<T>(value: T, seed: number): T {
  const change = (inner: unknown, depth: number): unknown => {
    if (Array.isArray(inner)) return inner.map((each) => change(each, depth + 1))
    if (typeof inner !== 'object' || inner === null) return inner
    const entries = Object.entries(inner).map(
      ([key, each]) => [key, change(each, depth + 1)] as const
    )
    return Object.fromEntries((seed + depth) % 2 === 0 ? entries.toReversed() : entries)
  }
  // Only the order of keys differs.
  return change(value, 0) as T
}
