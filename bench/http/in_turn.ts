/** How long each piece of work took, in milliseconds, ascending, and how many of them failed. */
export interface Timed {
  readonly times: readonly number[]
  readonly failed: number
  readonly seconds: number
  /** Processor time of the clients for each piece of work, all of this process. */
  readonly clientCpuMs: number
}

/**
 * Lets so many clients each do one piece of work after another until the time is over; `work` says whether its
 * answer was a good one, or undefined where nothing is left to do.
 */
export async function inTurn(
  clients: number,
  forMs: number,
  work: () => Promise<boolean | undefined>
): Promise<Timed> {
  const times: number[] = []
  let failed = 0
  const before = process.cpuUsage()
  const started = performance.now()
  const client = async () => {
    while (performance.now() < started + forMs) {
      const sentAt = performance.now()
      const isGood = await work()
      if (isGood === undefined) return
      times.push(performance.now() - sentAt)
      if (!isGood) failed++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(before)
  const clientCpuMs = (user + system) / 1000 / times.length
  return { times: times.toSorted((a, b) => a - b), failed, seconds, clientCpuMs }
}

/** The time below which the share of them is. */
export function quantile({ times }: Timed, share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
}
