import { afterFetch, afterFind, belongsTo } from '@adonisjs/lucid/orm'
import type { BelongsTo } from '@adonisjs/lucid/types/relations'
import { QuoteVersionSchema } from '#database/schema'
import { openVersions } from '#services/privacy/open_facts'
import Quote from '#models/quote'
import PlanVersion from '#models/plan_version'
import User from '#models/user'

/**
 * One rating of a quote, with all that is needed to reproduce it; the database refuses to change it. Private
 * values are sealed where it is stored and in `facts` where it is read.
 */
export default class QuoteVersion extends QuoteVersionSchema {
  /** Whether the private values are gone for good, and others stand in for them. */
  isErased = false

  @belongsTo(() => Quote)
  declare quote: BelongsTo<typeof Quote>

  @belongsTo(() => PlanVersion)
  declare planVersion: BelongsTo<typeof PlanVersion>

  @belongsTo(() => User, { foreignKey: 'actorId' })
  declare actor: BelongsTo<typeof User>

  /** Lucid copies what was read to the ground, moments and trees included, at a cost above the query's; none is changed in place. */
  override $hydrateOriginals(): void {
    this.$original = { ...this.$attributes }
  }

  @afterFind()
  static async openOne(version: QuoteVersion): Promise<void> {
    await openVersions([version], version.$trx)
  }

  @afterFetch()
  static async openAll(versions: QuoteVersion[]): Promise<void> {
    await openVersions(versions, versions[0]?.$trx)
  }
}
