import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'

/** How long the thread is watched at a time. */
const WATCHED_MS = 200

/** Of that time it may have been at work for so much and still count as calm. */
const CALM = 0.5

/** However busy it is, nothing is put off for longer. */
const LONGEST_MS = 10_000

/**
 * Resolves once this thread, which answers requests, has time to spare, after ten seconds at the latest, and at once when
 * the signal says so. A document takes more of a processor than the binding that it tells of.
 */
export async function awaitCalm(signal: AbortSignal): Promise<void> {
  for (let waited = 0; waited < LONGEST_MS && !signal.aborted; waited += WATCHED_MS) {
    const before = performance.eventLoopUtilization()
    // Whoever stops the mailer does not wait for it.
    await setTimeout(WATCHED_MS, undefined, { signal, ref: false }).catch(() => undefined)
    if (performance.eventLoopUtilization(before).utilization < CALM) return
  }
}
