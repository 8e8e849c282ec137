import type { ApplicationService } from '@adonisjs/core/types'
import type { OutboxListener } from '#live/outbox_listener'

/** Runs the outbox listener for as long as this instance serves. */
export default class LiveProvider {
  #listener: OutboxListener | undefined

  constructor(private readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web' || this.app.getMode() === 'warmup') return
    const { OutboxListener: Listener } = await import('#live/outbox_listener')
    const { liveHub } = await import('#live/live_hub')
    const { default: env } = await import('#start/env')
    this.#listener = new Listener(env.get('DATABASE_URL', ''))
    await this.#listener.start()
    // Open streams would keep the server from closing; newest hooks run first.
    this.app.terminating(() => liveHub.endAll())
  }

  async shutdown(): Promise<void> {
    await this.#listener?.stop()
  }
}
