import { parentPort, workerData } from 'node:worker_threads'
import { openWorkshop, planNamed } from './_open_plugin.ts'
import type { TimedVerdict } from './_check_all.ts'
import { timed } from './_timed.ts'
import { judgePlan } from './_verdict.ts'

/** What the thread is to check. */
export interface CheckTask {
  readonly root: string
  readonly color: boolean
  /** The plans by their ids, one after the other. */
  readonly plans: readonly string[]
}

// Given by `checkAll` alone.
const { root, color, plans } = workerData as CheckTask
const workshop = await openWorkshop(root, color)
for (const id of plans) {
  const found: TimedVerdict = await timed(() => judgePlan(planNamed(id, workshop), workshop))
  parentPort?.postMessage(found)
}
