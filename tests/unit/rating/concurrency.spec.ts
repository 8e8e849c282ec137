import { setImmediate as turn } from 'node:timers/promises'

import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { prepare } from '#rules/rating/prepare'
import { rate } from '#rules/rating/rate'
import { texasPlan } from '#tests/support/texas_plan'

test.group('Ratings in flight at once', () => {
  test('200 staggered ratings give exactly what they give one by one', async ({ assert }) => {
    const prepared = texasPlan()
    const { shape } = prepared.compiled.program
    const values = { 'policy.garaging_zip': ['78701', '77002', '75201', '10001'] }
    const risks = Array.from({ length: 200 }, (_, seed) => generateFacts(shape, seed, { values }))

    const alone: string[] = []
    for (const facts of risks) alone.push(JSON.stringify(await rate(prepared, facts)))

    const staggered = risks.map(async (facts, index) => {
      for (let turns = index % 7; turns > 0; turns--) await turn()
      for (let ticks = index % 5; ticks > 0; ticks--) await Promise.resolve()
      return JSON.stringify(await rate(prepared, facts))
    })
    assert.deepEqual(await Promise.all(staggered), alone)
    assert.isAbove(new Set(alone).size, 150, 'the risks differ')
  }).timeout(60_000)

  test('a worksheet that is read after other ratings is the one that is read at once', async ({
    assert,
  }) => {
    const prepared = texasPlan()
    const { shape } = prepared.compiled.program
    const values = { 'policy.garaging_zip': ['78701', '77002'] }
    const risks = Array.from({ length: 20 }, (_, seed) => generateFacts(shape, seed, { values }))
    const kept = []
    for (const facts of risks) kept.push(await rate(prepared, facts))
    for (const [at, facts] of risks.entries()) {
      const outcome = await rate(prepared, facts)
      if (!outcome.ok) return assert.fail(`refused: ${at}`)
      const { worksheet } = outcome
      assert.strictEqual(outcome.worksheet, worksheet)
      const later = kept[at]
      assert.equal(later?.ok && JSON.stringify(later.worksheet), JSON.stringify(worksheet))
    }
  })

  test('one risk gives the same bytes every time, from any copy of the program', async ({
    assert,
  }) => {
    const prepared = texasPlan()
    const { shape } = prepared.compiled.program
    const facts = generateFacts(shape, 11, { values: { 'policy.garaging_zip': ['78701'] } })
    const copy = prepare(JSON.parse(JSON.stringify(prepared.compiled)))
    const [first, second, third] = await Promise.all([
      rate(prepared, facts),
      rate(prepared, facts),
      rate(copy, JSON.parse(JSON.stringify(facts))),
    ])
    assert.equal(JSON.stringify(second), JSON.stringify(first))
    assert.equal(JSON.stringify(third), JSON.stringify(first))
  })
})
