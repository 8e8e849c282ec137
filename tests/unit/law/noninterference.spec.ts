import { isDeepStrictEqual } from 'node:util'
import { test } from '@japa/runner'
import { compile, generateFacts, prepare, prepareBulk, rate, validateFacts } from '#rules/index'
import type { Compilation, Facts, PreparedProgram, ProductShape } from '#rules/index'
import type { EntityShape } from '#rules/plan/shape'
import { altered } from '#tests/support/altered_facts'
import {
  stateRegulation,
  STATES,
  statesAnswers,
  stateSources,
  type State,
} from '#tests/support/state_sources'

const RISKS = 10_000
/** So many of them are rated online too, for the rules that applied; the others in bulk alone. */
const ONLINE = 500
/** Questions of these types keep their answers when facts are altered. */
const UNALTERED = new Set(['date', 'money', 'zip', 'entity'])

function questionsOf(shape: EntityShape): readonly string[] {
  const own = shape.fields.filter(({ type }) => !UNALTERED.has(type.kind))
  return [...own.map(({ name }) => `${shape.name}.${name}`), ...shape.entities.flatMap(questionsOf)]
}

/** The plan held against its law, and against a row more for each question. */
function judgedWith(state: State, questions: readonly string[]): Compilation {
  const law = stateRegulation(state)
  const rows = questions.map((question) => `forbid ${question}  confidence high  [A test]\n`)
  return compile({
    ...stateSources(state),
    regulation: { ...law, text: `${law.text}\n${rows.join('')}` },
  })
}

/** The questions of which the compiler proves that nothing depends on them, and those of which it does not. */
function provedOf(state: State, questions: readonly string[]) {
  const rows = judgedWith(state, questions).law.slice(-questions.length)
  return Object.groupBy(questions, (_, at) => (rows[at]?.status === 'kept' ? 'absent' : 'present'))
}

/** The names that the state forbids everywhere and the product asks all the same. */
function forbiddenIn(state: State, questions: readonly string[]): readonly string[] {
  const rows = stateRegulation(state).text.matchAll(/^forbid +([\w., ]+?)  +/gm)
  const names = [...rows].flatMap(([, row = '']) =>
    row.includes(' in ') || row.includes(' except ') ? [] : row.split(', ')
  )
  return questions.filter((question) => names.includes(question.split('.')[1] ?? ''))
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

function planOf(state: State): PreparedProgram {
  const { compiled, diagnostics } = compile(stateSources(state))
  if (!compiled) throw new Error(JSON.stringify(diagnostics.slice(0, 5), null, 2))
  return prepare(compiled)
}

function otherwise(facts: Facts, shape: ProductShape, isMeant: (question: string) => boolean) {
  return validateFacts(shape, altered(facts, shape, isMeant))
}

test.group('An answer that is proved absent', () => {
  test(`changes nothing on ${RISKS} risks of {$self} when it is another`)
    .with([...STATES])
    .run(async ({ assert }, state) => {
      const prepared = planOf(state)
      const { shape } = prepared.compiled.program
      const questions = questionsOf(shape.policy)
      const absent = new Set(provedOf(state, questions).absent)
      assert.includeMembers([...absent], ['driver.name', 'vehicle.vin'])
      assert.includeMembers([...absent], [...forbiddenIn(state, questions)])
      const values = statesAnswers(state)
      const { rate: rateInBulk } = prepareBulk(prepared.compiled.program)
      const different: number[] = []
      for (let seed = 1; seed <= RISKS; seed++) {
        const facts = generateFacts(shape, seed, { values })
        const other = otherwise(facts, shape, (question) => absent.has(question))
        if (!other.ok) throw new Error(JSON.stringify(other.errors))
        const [mine, others] = [rateInBulk(facts), rateInBulk(other.facts)]
        const isSame =
          isDeepStrictEqual(mine, others) &&
          // What bulk rating leaves to online rating, and the first ones, with their rules.
          ((mine !== null && seed > ONLINE) ||
            (await felt(prepared, other.facts)) === (await felt(prepared, facts)))
        if (!isSame) different.push(seed)
      }
      assert.deepEqual(different, [])
    })
    .timeout(240_000)

  test('is found by experiment too: every other answer changes something for somebody in Texas', async ({
    assert,
  }) => {
    const prepared = planOf('tx')
    const { shape } = prepared.compiled.program
    const { present = [] } = provedOf('tx', questionsOf(shape.policy))
    assert.include(present, 'driver.marital_status')
    assert.isAbove(present.length, 10)
    const values = statesAnswers('tx')
    for (const question of present) {
      let isFelt = false
      for (let seed = 1; seed <= 500 && !isFelt; seed++) {
        const facts = generateFacts(shape, seed, { values })
        const other = otherwise(facts, shape, (each) => each === question)
        if (!other.ok) continue
        isFelt = (await felt(prepared, other.facts)) !== (await felt(prepared, facts))
      }
      assert.isTrue(isFelt, question)
    }
  }).timeout(240_000)
})
