import type { ApplicationService } from '@adonisjs/core/types'

/** Rates with what is published, wherever it is published, for as long as this instance serves. */
export default class PublicationsProvider {
  constructor(private readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const { followPublications } = await import('#services/plans/follow_publications')
    const { default: env } = await import('#start/env')
    const listener = followPublications(env.get('DATABASE_URL', ''))
    await listener.start()
    this.app.terminating(() => listener.stop())
  }
}
