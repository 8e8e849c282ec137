import { randomUUID } from 'node:crypto'
import { PlanCommand } from './_plan_command.ts'
import { withDatabase } from './_with_database.ts'

export default class QuotesExpire extends PlanCommand {
  static override commandName = 'quotes:expire'
  static override description = 'Mark the open quotes as expired whose last day is over'
  static override help = [
    'A running platform does this by itself every minute; run it where none is.',
    'Uses the database of DATABASE_URL, or the one in the data folder.',
  ]

  protected async work(): Promise<0 | 1> {
    const count = await withDatabase(this.app, async () => {
      const { expireQuotes } = await import('#services/quotes/life/expire_quotes')
      return expireQuotes(`expiry-${randomUUID()}`)
    })
    this.print(count === 1 ? '1 quote has expired.' : `${count} quotes have expired.`)
    return 0
  }
}
