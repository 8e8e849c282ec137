import db from '@adonisjs/lucid/services/db'
import { refusedPlugins } from '#services/plans/refused_plugins'
import { Problem } from '#exceptions/problem'

export default class HealthController {
  /** Answers 200 once the database does too: an instance listens only after it is migrated and seeded. Plugins that it refused then are named. */
  async show() {
    await db.rawQuery('select 1').catch((error: unknown) => {
      throw new Problem(503, 'not_ready', 'The database does not answer.', { cause: error })
    })
    const refused = refusedPlugins()
    return { status: 'ready', ...(refused.length > 0 && { refused_plugins: refused }) }
  }
}
