import { flags } from '@adonisjs/core/ace'
import { misuse } from './_command_problem.ts'
import { PlanCommand } from './_plan_command.ts'
import { withDatabase } from './_with_database.ts'

export default class DemoSeed extends PlanCommand {
  static override commandName = 'demo:seed'
  static override description = 'Add a year of generated quotes and policies, to look at'
  static override help = [
    'Adds 500 quotes in every status over the last twelve months, 150 of them bound, with facts from the',
    'books of all states; run again it adds nothing. The people are invented, and nobody is sent mail.',
    'Uses the database of DATABASE_URL with the key of APP_KEY, or those of the data folder.',
  ]

  @flags.number({ description: 'At most so many, spread over the year' })
  declare most?: number

  protected async work(): Promise<0 | 1> {
    const most = this.most ?? 500
    if (!Number.isInteger(most) || most < 1) throw misuse('--most is a whole number from 1 on.')
    const added = await withDatabase(this.app, async () => {
      const { seedHistory } = await import('#database/history/seed_history')
      return seedHistory(new Date(), most)
    })
    this.print(added === 0 ? 'Nothing was missing.' : `${added} quotes were added.`)
    return 0
  }
}
