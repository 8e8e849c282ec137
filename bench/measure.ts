/**
 * What one way of rating costs: times in microseconds, bytes allocated on the heap. `cpu` is the mean
 * time that the process spent on it, collections included: other programs on the machine do not
 * change it, as they do the others.
 */
export interface Measured {
  readonly cpu: number
  readonly mean: number
  readonly p50: number
  readonly p99: number
  readonly bytes: number
}

/**
 * Runs something until it is warm, then times each run, then weighs what a few runs allocate while no
 * collection comes between. Needs `--expose-gc`, and a young generation that holds those few runs.
 */
export async function measure(
  run: () => unknown,
  {
    warmUp,
    runs,
    weighed,
  }: { readonly warmUp: number; readonly runs: number; readonly weighed: number }
): Promise<Measured> {
  for (let i = 0; i < warmUp; i++) await run()
  const times = new Float64Array(runs)
  const before = process.cpuUsage()
  for (let i = 0; i < runs; i++) {
    const start = performance.now()
    await run()
    times[i] = (performance.now() - start) * 1000
  }
  const { user, system } = process.cpuUsage(before)
  const sorted = times.toSorted()
  const at = (part: number) => sorted[Math.min(runs - 1, Math.floor(runs * part))] ?? 0
  const mean = times.reduce((sum, time) => sum + time, 0) / runs
  return {
    cpu: (user + system) / runs,
    mean,
    p50: at(0.5),
    p99: at(0.99),
    bytes: await weigh(run, weighed),
  }
}

async function weigh(run: () => unknown, runs: number): Promise<number> {
  const { gc } = globalThis
  if (!gc) throw new Error('Run with --expose-gc')
  await gc()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < runs; i++) await run()
  return (process.memoryUsage().heapUsed - before) / runs
}
