import { BaseSchema } from '@adonisjs/lucid/schema'

const STATUSES = ['quoted', 'referred', 'approved', 'declined', 'bound', 'expired', 'withdrawn']

/** Quotes that are not rated yet, with the answers so far; and what a quick quote assumed. */
export default class extends BaseSchema {
  override async up() {
    this.#allow(['draft', ...STATUSES])
    this.schema.createTable('quote_drafts', (table) => {
      table.bigInteger('quote_id').primary().references('quotes.id')
      table.string('transaction', 16).notNullable().checkIn(['new_business', 'renewal'])
      table.binary('sealed_facts').notNullable()
      table.integer('saved_by').notNullable().references('users.id').index()
      table.timestamp('saved_at').notNullable().defaultTo(this.now())
    })
    this.schema.createTable('quote_assumptions', (table) => {
      table.bigInteger('quote_id').notNullable().references('quotes.id')
      table.integer('number').notNullable()
      table.json('pointers').notNullable()
      table.primary(['quote_id', 'number'])
    })
  }

  override async down() {
    this.schema.dropTable('quote_assumptions')
    this.schema.dropTable('quote_drafts')
    this.schema.raw(`update quotes set status = 'withdrawn' where status = 'draft'`)
    this.#allow(STATUSES)
  }

  #allow(statuses: readonly string[]) {
    const list = statuses.map((status) => `'${status}'`).join(', ')
    this.schema.raw(`
      alter table quotes drop constraint quotes_status_known,
        add constraint quotes_status_known check (status in (${list}))`)
  }
}
