import { readFile } from 'node:fs/promises'
import { DateTime } from 'luxon'

/** The Texas example, with cover that begins after today so that it can be bound. */
export async function openRequest(): Promise<Buffer> {
  const path = new URL('../../plugins/tx/examples/quote.json', import.meta.url)
  const request: { facts: { policy: Record<string, unknown> } } = JSON.parse(
    await readFile(path, 'utf8')
  )
  request.facts.policy.effective_on = DateTime.utc().plus({ days: 20 }).toFormat('yyyy-MM-dd')
  return Buffer.from(JSON.stringify(request))
}
