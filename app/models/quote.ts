import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { QuoteSchema } from '#database/schema'
import Plan from '#models/plan'

/** A quote: what it says is in its versions. */
export default class Quote extends QuoteSchema {
  @belongsTo(() => Plan)
  declare plan: BelongsTo<typeof Plan>
}
