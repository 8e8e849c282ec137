import { randomUUID } from 'node:crypto'
import type { ApplicationService } from '@adonisjs/core/types'

/** How often a serving instance looks for quotes whose last day is over. */
const LOOK_MS = 60_000

/** Lets quotes expire on time for as long as this instance serves; several instances share the work. */
export default class ExpiryProvider {
  constructor(private readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const { expireQuotes } = await import('#services/quotes/life/expire_quotes')
    const { recomputeAfterChanges } = await import('#services/quotes/life/recompute_expiry')
    const { default: logger } = await import('@adonisjs/core/services/logger')
    let working: Promise<unknown> = Promise.resolve()
    const look = () => {
      working = recomputeAfterChanges()
        .then(() => expireQuotes(`expiry-${randomUUID()}`))
        .catch((error: unknown) => {
          logger.warn({ err: error }, 'expiry: quotes could not be marked')
        })
    }
    look()
    const timer = setInterval(look, LOOK_MS).unref()
    this.app.terminating(async () => {
      clearInterval(timer)
      await working
    })
  }
}
