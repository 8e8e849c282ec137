import { readFile } from 'node:fs/promises'

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100

/**
 * Seconds that a process has worked, whatever else the machine was busy with; falls back to the time
 * on the clock where the system doesn't say.
 */
export async function ownSeconds(pid: number | undefined, startedAt: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (stat === undefined) return (performance.now() - startedAt) / 1000
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
