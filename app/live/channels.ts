import type { HttpContext } from '@adonisjs/core/http'
import transmit from '@adonisjs/transmit/services/main'

type Authorize = (ctx: HttpContext) => boolean | Promise<boolean>

const known = new Map<string, Authorize>()

/** Opens a channel to those whom `authorize` admits. Stock Transmit takes an unlisted channel for public; here it does not exist. */
export function defineChannel(name: string, authorize: Authorize): void {
  known.set(name, authorize)
  transmit.authorize(name, authorize)
}

/** The channels among `names` that this request may not subscribe to, or that do not exist. */
export async function refusedChannels(
  ctx: HttpContext,
  names: readonly string[]
): Promise<readonly string[]> {
  const verdicts = await Promise.all(
    names.map(async (name) => (await known.get(name)?.(ctx)) ?? false)
  )
  return names.filter((_, index) => verdicts[index] === false)
}
