import type { ApplicationService } from '@adonisjs/core/types'
import { LiveHub } from '#live/live_hub'

/** Provides the hub of live events, and runs it for as long as this instance serves. */
export default class LiveProvider {
  constructor(private readonly app: ApplicationService) {}

  register(): void {
    this.app.container.singleton(LiveHub, async () => {
      const { default: env } = await import('#start/env')
      return new LiveHub(env.get('DATABASE_URL', ''))
    })
  }

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const hub = await this.app.container.make(LiveHub)
    await hub.start()
    // Open streams would keep the server from closing. This hook runs before the server's own.
    this.app.terminating(() => hub.stop())
  }
}
