import type { ApplicationService } from '@adonisjs/core/types'

/** Works on bulk re-quotes for as long as this instance serves. */
export default class RequoteProvider {
  constructor(private readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const { RequoteRunner } = await import('#services/requotes/requote_runner')
    const { default: env } = await import('#start/env')
    const runner = new RequoteRunner(env.get('DATABASE_URL', ''))
    await runner.start()
    this.app.terminating(() => runner.stop())
  }
}
