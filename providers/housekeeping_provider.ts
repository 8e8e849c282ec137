import type { ApplicationService } from '@adonisjs/core/types'

const HOUR_MS = 60 * 60_000

/** Removes what is out of date, and makes room for the next month, every hour, for as long as this instance serves. */
export default class HousekeepingProvider {
  constructor(private readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const { pruneKeys } = await import('#services/idempotency/keep_answer')
    const { pruneOutbox } = await import('#live/read_outbox')
    const { pruneArtifacts } = await import('#services/oauth/prune_artifacts')
    const { makePartitions } = await import('#services/housekeeping/make_partitions')
    const logger = await this.app.container.make('logger')
    const tidy = () => {
      pruneKeys().catch((error: unknown) => logger.warn({ err: error }, 'old keys were kept'))
      pruneOutbox().catch((error: unknown) => logger.warn({ err: error }, 'old events were kept'))
      pruneArtifacts().catch((error: unknown) =>
        logger.warn({ err: error }, 'old tokens were kept')
      )
      makePartitions().catch((error: unknown) =>
        logger.warn({ err: error }, 'partitions of the next month were not made')
      )
    }
    tidy()
    const timer = setInterval(tidy, HOUR_MS).unref()
    this.app.terminating(() => clearInterval(timer))
  }
}
