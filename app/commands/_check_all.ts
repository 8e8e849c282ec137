import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { READS_TYPESCRIPT } from '#services/reads_typescript'
import type { PlanPlugin } from '#services/plans/load_plugins'
import type { CheckTask } from './_check_thread.ts'
import type { Workshop } from './_open_plugin.ts'
import { timed } from './_timed.ts'
import { judgeBase, judgePlan, judgeProduct, judgeRefused, type Verdict } from './_verdict.ts'

/** A verdict with the seconds that it took. */
export type TimedVerdict = Verdict & { readonly seconds: number }

/**
 * Checks every plugin; products come first, then countrywide plans and those of states. The largest plan
 * is checked here and the others by a thread beside it: a large one takes as long as the rest together.
 */
export async function checkAll(workshop: Workshop): Promise<readonly TimedVerdict[]> {
  const { products, bases, plans, refused } = workshop.plugins
  const [own, others] = await dealt(plans)
  const ofPlans = await Promise.all([checkHere(own, workshop), checkBeside(others, workshop)])
  const found: TimedVerdict[] = []
  for (const product of products) found.push(await timed(() => judgeProduct(product, workshop)))
  for (const base of bases) found.push(await timed(() => judgeBase(base, workshop)))
  for (const { manifest } of plans) {
    found.push(...ofPlans.flat().filter(({ row: [id] }) => id === manifest.id))
  }
  for (const plugin of refused) found.push(await timed(() => judgeRefused(plugin, workshop)))
  return found
}

async function checkHere(
  plans: readonly PlanPlugin[],
  workshop: Workshop
): Promise<readonly TimedVerdict[]> {
  const found: TimedVerdict[] = []
  for (const plan of plans) found.push(await timed(() => judgePlan(plan, workshop)))
  return found
}

/** The largest plan, and the others; all of them together where there is one processor. */
async function dealt(
  plans: readonly PlanPlugin[]
): Promise<readonly [readonly PlanPlugin[], readonly PlanPlugin[]]> {
  if (plans.length < 2 || availableParallelism() < 2) return [plans, []]
  const sizes = await Promise.all(plans.map(sizeOf))
  const largest = sizes.indexOf(Math.max(...sizes))
  return [plans.slice(largest, largest + 1), plans.toSpliced(largest, 1)]
}

async function sizeOf({ folder, manifest }: PlanPlugin): Promise<number> {
  const { size } = await stat(join(folder, manifest.source))
  return size
}

async function checkBeside(
  plans: readonly PlanPlugin[],
  { root, color }: Workshop
): Promise<readonly TimedVerdict[]> {
  if (plans.length === 0) return []
  const workerData: CheckTask = { root, color, plans: plans.map(({ manifest }) => manifest.id) }
  const thread = new Worker(new URL('_check_thread.ts', import.meta.url), {
    workerData,
    execArgv: READS_TYPESCRIPT,
  })
  const found: TimedVerdict[] = []
  thread.on('message', (verdict: TimedVerdict) => found.push(verdict))
  // What the thread can't do rejects here.
  await once(thread, 'exit')
  return found
}
