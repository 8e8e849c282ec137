import { test } from '@japa/runner'
import { compile, generateFacts, rate, validateFacts } from '#rules/index'
import type { Facts, PreparedProgram, ProductShape } from '#rules/index'
import type { EntityShape } from '#rules/plan/shape'
import { altered } from '#tests/support/altered_facts'
import { texasRegulation, texasSources } from '#tests/support/compile_texas'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

const RISKS = 10_000
const ZIPS = texasZips()
/** Questions of these types keep their answers when facts are altered. */
const UNALTERED = new Set(['date', 'money', 'zip', 'entity'])

function questionsOf(shape: EntityShape): readonly string[] {
  const own = shape.fields.filter(({ type }) => !UNALTERED.has(type.kind))
  return [...own.map(({ name }) => `${shape.name}.${name}`), ...shape.entities.flatMap(questionsOf)]
}

/** Whether the compiler proves that nothing which Texas works out depends on the answer. */
function isProvedAbsent(question: string): boolean {
  const law = texasRegulation()
  const row = `forbid ${question}  confidence high  [A test]\n`
  const { diagnostics } = compile({
    ...texasSources(),
    regulation: { ...law, text: `${law.text}\n${row}` },
  })
  return !diagnostics.some(({ code }) => code === 'RATE410')
}

/** All that the insured feels: premiums, fees, decision and its reasons, or why there is no quote. */
async function felt(prepared: PreparedProgram, facts: Facts): Promise<string> {
  const outcome = await rate(prepared, facts)
  if (!outcome.ok) return JSON.stringify(outcome.errors)
  const { decision, applied, sections, fees, total } = outcome.worksheet
  return JSON.stringify([
    ...[decision, applied.map(({ rule }) => rule), total],
    sections.flatMap(({ premiums }) => premiums.map(({ premium }) => premium)),
    fees.map(({ amount }) => amount),
  ])
}

function risk(shape: ProductShape, seed: number): Facts {
  return generateFacts(shape, seed, { values: { 'policy.garaging_zip': ZIPS } })
}

test.group('An answer that is proved absent', () => {
  test(`changes nothing on ${RISKS} risks when it is another`, async ({ assert }) => {
    const prepared = texasPlan()
    const { shape } = prepared.compiled.program
    const absent = new Set(questionsOf(shape.policy).filter(isProvedAbsent))
    assert.includeMembers([...absent], ['driver.gender', 'driver.name', 'vehicle.vin'])
    assert.notInclude([...absent], 'driver.marital_status')
    const different: number[] = []
    for (let seed = 1; seed <= RISKS; seed++) {
      const facts = risk(shape, seed)
      const other = validateFacts(
        shape,
        altered(facts, shape, (question) => absent.has(question))
      )
      if (!other.ok) throw new Error(JSON.stringify(other.errors))
      if ((await felt(prepared, other.facts)) !== (await felt(prepared, facts)))
        different.push(seed)
    }
    assert.deepEqual(different, [])
  }).timeout(240_000)

  test('is found by experiment too: every other answer changes something for somebody', async ({
    assert,
  }) => {
    const prepared = texasPlan()
    const { shape } = prepared.compiled.program
    const present = questionsOf(shape.policy).filter((question) => !isProvedAbsent(question))
    assert.isAbove(present.length, 10)
    for (const question of present) {
      let isFelt = false
      for (let seed = 1; seed <= 500 && !isFelt; seed++) {
        const facts = risk(shape, seed)
        const other = validateFacts(
          shape,
          altered(facts, shape, (each) => each === question)
        )
        if (!other.ok) continue
        isFelt = (await felt(prepared, other.facts)) !== (await felt(prepared, facts))
      }
      assert.isTrue(isFelt, question)
    }
  }).timeout(240_000)
})
