import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { refusedChannels } from '#live/channels'
import { LiveHub } from '#live/live_hub'

@inject()
export default class LiveController {
  constructor(private readonly hub: LiveHub) {}

  /** Streams the events of `?channels=a,b`; a client that returns sends `Last-Event-ID`. */
  async show(ctx: HttpContext) {
    const channels = String(ctx.request.input('channels', '')).split(',')
    const refused = await refusedChannels(ctx, channels)
    if (refused.length > 0) {
      throw new Problem(403, 'channel_refused', `You may not listen to "${refused.join('", "')}".`)
    }
    await this.hub.open(ctx, channels, readEventId(ctx.request.header('last-event-id')))
  }
}

function readEventId(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{1,18}$/.test(text) ? text : undefined
}
