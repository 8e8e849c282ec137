import type { ApplicationService } from '@adonisjs/core/types'

/** How often a serving instance looks for mails that became due without its doing. */
const LOOK_MS = 5000

/** Mails notices for as long as this instance serves; several instances share the work. */
export default class NoticesProvider {
  constructor(private readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const { sendMails } = await import('#services/notices/send_mails')
    const { onWakeMailer } = await import('#services/notices/wake_mailer')
    const logger = await this.app.container.make('logger')
    let working: Promise<unknown> | undefined
    const look = () => {
      working ??= sendMails()
        .catch((error: unknown) =>
          logger.warn({ err: error }, 'notices: mails were not looked for')
        )
        .finally(() => (working = undefined))
    }
    const timer = setInterval(look, LOOK_MS).unref()
    onWakeMailer(look)
    this.app.terminating(async () => {
      clearInterval(timer)
      onWakeMailer(undefined)
      await working
    })
  }
}
