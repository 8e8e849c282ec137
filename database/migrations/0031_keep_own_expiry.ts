import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The day until which a quote would hold if no other rates came, and what ends it then, so that a change
 * of rates can be worked out anew in either direction.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('quotes', (table) => {
      table.date('own_expires_on').nullable()
      table.string('own_expiry_reason', 16).nullable()
    })
    this.schema.raw(`
      update quotes set
        own_expires_on = case expiry_reason when 'rates_change' then v.effective_on else expires_on end,
        own_expiry_reason =
          case expiry_reason when 'rates_change' then 'effective_date' else expiry_reason end
      from (select distinct on (quote_id) * from quote_versions order by quote_id, number desc) v
      where v.quote_id = quotes.id`)
  }

  override async down() {
    this.schema.alterTable('quotes', (table) => {
      table.dropColumns('own_expires_on', 'own_expiry_reason')
    })
  }
}
