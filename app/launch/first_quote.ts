import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writePrivateFile } from './write_private_file.ts'

/** A quote to try may still be bound for so many days. */
const DAYS_AHEAD = 14

/**
 * Writes `first_quote.json` into the data folder: the request that the first plugin brings as its
 * example, for cover from two weeks after `now`. Resolves to its path, or undefined where no plugin
 * brings one.
 */
export async function writeFirstQuote(
  root: string,
  dataDir: string,
  now: Date
): Promise<string | undefined> {
  const found = await Array.fromAsync(glob('plugins/*/examples/quote.json', { cwd: root }))
  const [first] = found.sort()
  if (first === undefined) return undefined
  const request = JSON.parse(await readFile(join(root, first), 'utf8'))
  const begins = new Date(now.getTime() + DAYS_AHEAD * 86_400_000)
  request.facts.policy.effective_on = begins.toISOString().slice(0, 10)
  const file = join(dataDir, 'first_quote.json')
  await writePrivateFile(file, `${JSON.stringify(request, null, 2)}\n`)
  return file
}
