import { belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { PlanVersionSchema } from '#database/schema'
import Plan from '#models/plan'

/** One compiled edition of a plan; the database refuses to change it once published. */
export default class PlanVersion extends PlanVersionSchema {
  @belongsTo(() => Plan)
  declare plan: BelongsTo<typeof Plan>
}
