import { readFile } from 'node:fs/promises'

import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import type { PreparedProgram } from '#rules/rating/prepare'
import { OnlineRuleResult, runRules } from '#rules/rating/online_engine'
import { Risk } from '#rules/rating/risk'
import { marinaPlan } from '#tests/support/marina_plan'
import { rateByOracle } from '#rules/oracle/rate_by_oracle'
import { texasPlan, texasZips } from '#tests/support/texas_plan'

/** Every own property, at whatever depth, without the classes that hold it. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof OnlineRuleResult) return plain(value.toJSON())
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

/** Trees of results by the online engine and by the stock one, in the same order. */
async function bothTrees(prepared: PreparedProgram, seed: number) {
  const { shape } = prepared.compiled.program
  const values = { 'policy.garaging_zip': texasZips(), 'boat.length': [3, 12, 40] }
  const facts = generateFacts(shape, seed, { values })
  const online = await runRules(prepared.engine, new Risk(prepared.layout, facts, prepared.slots))
  const stock = await rateByOracle(prepared.compiled.program, facts)
  return [online.map(plain), stock.ok ? stock.runs.flat().map(plain) : []] as const
}

test.group('Our subclasses of json-rules-engine', () => {
  test('stand on exactly the version whose insides they know', async ({ assert }) => {
    const read = async (path: string): Promise<unknown> =>
      JSON.parse(await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8'))
    assert.containSubset(await read('node_modules/json-rules-engine/package.json'), {
      version: '7.3.1',
    })
    assert.containSubset(await read('package.json'), {
      dependencies: { 'json-rules-engine': '7.3.1' },
    })
  })

  test('leave the very trees of results that the stock engine leaves', async ({ assert }) => {
    for (const prepared of [texasPlan(), marinaPlan()]) {
      for (let seed = 1; seed <= 40; seed++) {
        const [online, stock] = await bothTrees(prepared, seed)
        assert.isNotEmpty(online)
        assert.deepEqual(online, stock, `seed ${seed}`)
      }
    }
  }).timeout(60_000)

  test('give the results of Engine.run, sorted into success and failure', async ({ assert }) => {
    const prepared = texasPlan()
    const facts = generateFacts(prepared.compiled.program.shape, 3, {
      values: { 'policy.garaging_zip': ['78701'] },
    })
    const trees = await runRules(prepared.engine, new Risk(prepared.layout, facts, prepared.slots))
    const [group] = prepared.compiled.program.groups
    const names = trees.slice(0, group?.rules.length).map(({ name }) => name)
    assert.deepEqual(
      names,
      group?.rules.map(({ name }) => name)
    )
    assert.deepEqual([...new Set(trees.map(({ result }) => typeof result))], ['boolean'])
  })
})
