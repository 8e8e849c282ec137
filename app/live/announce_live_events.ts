import { setTimeout } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import { announceOnce } from './live_channel.ts'

/** Least time between two announcements, so that many quotes at once cost the readers one look. */
const PAUSE_MS = 20

let wanted = false
let announcing = false

/**
 * Wakes every instance to read the outbox; many calls at once become one announcement or two. Should
 * it fail nothing is lost: instances look into the outbox by themselves every second.
 */
export function announceLiveEvents(): void {
  wanted = true
  if (!announcing) void announce()
}

async function announce(): Promise<void> {
  announcing = true
  while (wanted) {
    wanted = false
    await announceOnce().catch((error: unknown) => {
      logger.warn({ err: error }, 'live events: the announcement failed')
    })
    await setTimeout(PAUSE_MS, undefined, { ref: false })
  }
  announcing = false
}
