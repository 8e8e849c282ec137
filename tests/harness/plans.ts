import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import type { TestContext } from '@japa/runner/core'
import { DateTime } from 'luxon'
import { CONTRACT } from '#plugins/contract'
import { importPlan } from '#services/plans/import_plan'
import type { PlanPlugin } from '#services/plans/load_plugins'

const PRODUCT = `product skiff "Skiff"
  currency USD

policy
  effective_on  date              "First day of cover"
  term          months 6, 12      "Term"
  length        integer 2 to 40   "Length in metres"

coverage of policy
  HULL   "Hull"    deductible 50, 250
`

function planText(name: string, more: string): string {
  return `plan ${name} "Skiff Plan"
  of         skiff
  in         TX
  version    1
  effective  new business 2020-01-01, renewals 2020-01-01
  rounding   half even

${more}table hull_rate  by length in band  gives money  read "hull_rate.csv"

premium of policy, each coverage
  base      hull_rate[policy.length]   as "Hull"
  round     to 0.01
`
}

const HULL_RATE = `length,amount
2 to 9,100.00
10 to 40,250.00
`

let made = 0

/** A small plan of a test's own, published from 2020 on, with the folder that it came from. */
export interface OwnPlan {
  readonly name: string
  readonly plugin: PlanPlugin
}

/** Publishes a plan that no other test looks at, with more statements where they are given; its folder is gone after the test. */
export async function publishOwnPlan(test: TestContext['test'], more = ''): Promise<OwnPlan> {
  const name = `skiff_${process.pid}_${++made}`
  const folder = await mkdtemp(join(tmpdir(), 'ratewright-plan-'))
  test.cleanup(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'tables'))
  await writeFile(join(folder, 'product.rate'), PRODUCT)
  await writeFile(join(folder, 'plan.rate'), planText(name, more))
  await writeFile(join(folder, 'tables/hull_rate.csv'), HULL_RATE)
  const product = {
    folder,
    manifest: { kind: 'product', contract: CONTRACT, id: 'skiff', source: 'product.rate' },
  } as const
  const manifest = {
    kind: 'plan',
    contract: CONTRACT,
    id: name,
    product: 'skiff',
    source: 'plan.rate',
    tables: 'tables',
    timeZone: 'America/Chicago',
  } as const
  const plugin = { manifest, folder, product }
  const result = await db.transaction((transaction) => importPlan(plugin, folder, transaction))
  if (result.type !== 'published') throw new Error(JSON.stringify(result))
  return { name, plugin }
}

/** Facts that such a plan rates, of cover that begins so many days from now; 100.00 is the first price. */
export function skiffFacts(days = 20) {
  const effectiveOn = DateTime.now().setZone('America/Chicago').plus({ days })
  return {
    policy: {
      effective_on: effectiveOn.toFormat('yyyy-MM-dd'),
      term: 12,
      length: 5,
      coverages: { HULL: { deductible: 50 } },
    },
  }
}
