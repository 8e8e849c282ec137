/** One way of rating: `run` rates `count` risks. */
export interface Way {
  readonly name: string
  readonly count: number
  readonly run: () => unknown
}

/** What a way costs a risk, in microseconds of the process's own time, by round. */
export interface Rounds {
  readonly name: string
  readonly micros: readonly number[]
  /** Against the first way in the same round. */
  readonly ratios: readonly number[]
}

/**
 * Runs all ways one after the other, round after round, so that what else the machine does falls on
 * all of them; the first round only warms them up.
 */
export async function runRounds(ways: readonly Way[], rounds: number): Promise<readonly Rounds[]> {
  const measured: number[][] = ways.map(() => [])
  for (let round = 0; round <= rounds; round++) {
    for (const [at, { count, run }] of ways.entries()) {
      const before = process.cpuUsage()
      await run()
      const { user, system } = process.cpuUsage(before)
      if (round > 0) measured[at]?.push((user + system) / count)
    }
  }
  const first = measured[0] ?? []
  return ways.map(({ name }, at) => {
    const micros = measured[at] ?? []
    return {
      name,
      micros,
      ratios: micros.map((one, round) => one / (first[round] ?? Number.NaN)),
    }
  })
}

/** The middle one, and the lowest and highest. */
export function spreadOf(values: readonly number[]): {
  readonly median: number
  readonly low: number
  readonly high: number
} {
  const sorted = values.toSorted((a, b) => a - b)
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    low: sorted[0] ?? Number.NaN,
    high: sorted.at(-1) ?? Number.NaN,
  }
}
