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

  protected async work(): Promise<0 | 1> {
    const added = await withDatabase(this.app, async () => {
      const { seedHistory } = await import('#database/history/seed_history')
      return seedHistory()
    })
    this.print(added === 0 ? 'Nothing was missing.' : `${added} quotes were added.`)
    return 0
  }
}
