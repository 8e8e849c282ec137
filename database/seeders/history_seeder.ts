import { BaseSeeder } from '@adonisjs/lucid/seeders'
import { seedHistory } from '#database/history/seed_history'

/** A year of quotes in every status, with the policies that they became; run again it adds nothing. */
export default class HistorySeeder extends BaseSeeder {
  override async run(): Promise<void> {
    await seedHistory()
  }
}
