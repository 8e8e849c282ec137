import { createHash } from 'node:crypto'
import { test } from '@japa/runner'
import { compile, generateFacts, prepare, rate, type Facts, type Rated } from '#rules/index'
import { hashRating, isHashOf } from '#services/quotes/rating_hash'
import { rateablePlans } from '#tests/support/rateable_plans'
import { texasPlan } from '#tests/support/texas_plan'

const RISKS = 40

test.group('What is written of a rating', () => {
  test('the summary is the worksheet without its lines, whichever is read first, for {name}')
    .with([...rateablePlans()])
    .run(async ({ assert }, { sources, values }) => {
      const { compiled } = compile(sources)
      if (!compiled) return assert.fail('The plan does not compile')
      const prepared = prepare(compiled)
      let rated = 0
      for (let seed = 0; seed < RISKS; seed++) {
        const facts = generateFacts(compiled.program.shape, seed, { values })
        const outcome = await rate(prepared, facts)
        if (!outcome.ok) continue
        rated++
        const { figures, summary, worksheet } = outcome
        assert.deepEqual(plain(summary), withoutLines(worksheet))
        assert.equal(outcome.figures, figures)
        const again = await rate(prepared, facts)
        if (!again.ok) return assert.fail('The same facts are refused')
        assert.deepEqual([plain(again.worksheet), again.figures], [plain(worksheet), figures])
        assert.deepEqual(again.summary, summary)
      }
      assert.isAbove(rated, 0)
    })

  test('two risks with other numbers have other figures, and no two worksheets share them', async ({
    assert,
  }) => {
    const byFigures = new Map<string, string>()
    for (let seed = 0; seed < 300; seed++) {
      const { figures, worksheet } = await texasRating(seed)
      const numbers = numbersOf(worksheet)
      assert.equal(byFigures.get(figures) ?? numbers, numbers, `seed ${seed}`)
      byFigures.set(figures, numbers)
    }
    assert.equal(byFigures.size, new Set(byFigures.values()).size)
    assert.isAbove(byFigures.size, 200)
  })

  test('a version is proved by the hash of its figures, or of its text where it is older', async ({
    assert,
  }) => {
    const rated = await texasRating(1)
    const text = createHash('sha256').update(JSON.stringify(rated.worksheet)).digest('hex')
    assert.isTrue(isHashOf(hashRating(rated), rated))
    assert.isTrue(isHashOf(text, rated))
    assert.match(hashRating(rated), /^[0-9a-f]{64}$/)
  })

  test('another rating is not proved by either hash', async ({ assert }) => {
    const [rated, other] = [await texasRating(1), await texasRating(2)]
    const text = createHash('sha256').update(JSON.stringify(other.worksheet)).digest('hex')
    assert.isFalse(isHashOf(hashRating(other), rated))
    assert.isFalse(isHashOf(text, rated))
  })
})

const prepared = texasPlan()

async function texasRating(seed: number): Promise<Rated> {
  const values = { 'policy.garaging_zip': ['78701', '77002', '75201'] }
  const facts: Facts = generateFacts(prepared.compiled.program.shape, seed, { values })
  const outcome = await rate(prepared, facts)
  if (!outcome.ok) throw new Error(`Seed ${seed} is not rated`)
  return outcome
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function withoutLines({
  notApplied: _,
  assignments: __,
  policyTotal: ___,
  sections,
  fees,
  ...rest
}: Rated['worksheet']): unknown {
  return plain({
    ...rest,
    sections: sections.map(({ entity, number, premiums }) => ({
      entity,
      number,
      premiums: premiums.map(({ lines: ____, ...premium }) => premium),
    })),
    fees: fees.map(({ name, title, amount }) => ({ name, title, amount })),
  })
}

/** Each number that a worksheet shows, with its place. */
function numbersOf({ sections, fees, effectiveOn, decision, applied }: Rated['worksheet']): string {
  return JSON.stringify([
    effectiveOn,
    decision,
    applied.map(({ rule }) => rule),
    sections.map(({ entity, number, premiums }) => [
      [entity, number],
      premiums.map(({ coverage, lines }) => [
        coverage,
        lines.map(({ operand, value }) => [operand, value]),
      ]),
    ]),
    fees.map(({ name, count, amount }) => [name, count, amount]),
  ])
}
