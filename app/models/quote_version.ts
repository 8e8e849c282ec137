import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { QuoteVersionSchema } from '#database/schema'
import Quote from '#models/quote'
import PlanVersion from '#models/plan_version'
import User from '#models/user'

/** One rating of a quote, with all that is needed to reproduce it; the database refuses to change it. */
export default class QuoteVersion extends QuoteVersionSchema {
  @belongsTo(() => Quote)
  declare quote: BelongsTo<typeof Quote>

  @belongsTo(() => PlanVersion)
  declare planVersion: BelongsTo<typeof PlanVersion>

  @belongsTo(() => User, { foreignKey: 'actorId' })
  declare actor: BelongsTo<typeof User>
}
