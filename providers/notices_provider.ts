import type { ApplicationService } from '@adonisjs/core/types'

/** How often a serving instance looks for mails that became due without its doing. */
const LOOK_MS = 5000

/** Mails notices for as long as this instance serves, when it has time to spare; several instances share the work. */
export default class NoticesProvider {
  constructor(private readonly app: ApplicationService) {}

  async ready(): Promise<void> {
    if (this.app.getEnvironment() !== 'web') return
    const { sendMails } = await import('#services/notices/send_mails')
    const { awaitCalm } = await import('#services/notices/await_calm')
    const { onWakeMailer } = await import('#services/notices/wake_mailer')
    const logger = await this.app.container.make('logger')
    const stopping = new AbortController()
    const turn = async () => {
      await awaitCalm(stopping.signal)
      return stopping.signal.aborted ? 'stop' : 'go'
    }
    let working: Promise<unknown> | undefined
    const look = () => {
      working ??= sendMails(turn)
        .catch((error: unknown) =>
          logger.warn({ err: error }, 'notices: mails were not looked for')
        )
        .finally(() => (working = undefined))
    }
    const timer = setInterval(look, LOOK_MS).unref()
    onWakeMailer(look)
    this.app.terminating(async () => {
      clearInterval(timer)
      stopping.abort()
      onWakeMailer(undefined)
      await working
    })
  }
}
