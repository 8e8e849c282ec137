import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Bulk re-quotes: each is a job over the open quotes of a plan, and its items are both its queue and its
 * report. A plan has one at a time. Whoever works an item holds its row's lock, which a killed server
 * gives up at once, so that nothing has to run out before another goes on.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('requotes', (table) => {
      table.bigIncrements('id')
      table.integer('plan_id').notNullable().references('plans.id')
      table.boolean('apply').notNullable()
      table.text('reason').nullable()
      table
        .string('status', 12)
        .notNullable()
        .defaultTo('running')
        .checkIn(['running', 'finished', 'cancelled'], 'requotes_status_known')
      table.integer('size').notNullable()
      table.integer('created_by').notNullable().references('users.id')
      table.string('request_id', 64).notNullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('ended_at').nullable()
      table.index(['plan_id', 'id'])
    })
    this.schema.raw(`
      create unique index requotes_one_at_a_time on requotes (plan_id) where status = 'running'`)
    this.schema.createTable('requote_items', (table) => {
      table.bigInteger('requote_id').notNullable().references('requotes.id')
      table.bigInteger('quote_id').notNullable().references('quotes.id')
      table
        .string('status', 12)
        .notNullable()
        .defaultTo('waiting')
        .checkIn(['waiting', 'rated', 'refused'], 'requote_items_status_known')
      table.decimal('before', 14, 2).notNullable()
      table.decimal('after', 14, 2).nullable()
      table.integer('version').nullable()
      table.text('detail').nullable()
      table.primary(['requote_id', 'quote_id'])
    })
    this.schema.raw(`
      create index requote_items_waiting on requote_items (requote_id, quote_id)
      where status = 'waiting'`)
  }

  override async down() {
    this.schema.dropTable('requote_items')
    this.schema.dropTable('requotes')
  }
}
