import { BaseSchema } from '@adonisjs/lucid/schema'

/** Quotes and their versions, which the database never lets anyone change. */
export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('quotes', (table) => {
      table.bigIncrements('id')
      table.integer('plan_id').notNullable().references('plans.id')
      table.integer('created_by').notNullable().references('users.id')
      table.timestamp('created_at').notNullable()
    })
    this.schema.createTable('quote_versions', (table) => {
      table.bigIncrements('id')
      table.bigInteger('quote_id').notNullable().references('quotes.id')
      table.integer('number').notNullable()
      table.integer('plan_version_id').notNullable().references('plan_versions.id')
      table.string('transaction', 16).notNullable().checkIn(['new_business', 'renewal'])
      table.date('effective_on').notNullable()
      table.json('facts').notNullable()
      table.string('program_hash', 64).notNullable()
      table.json('worksheet').notNullable()
      table.string('decision', 8).notNullable().checkIn(['accept', 'refer', 'decline'])
      table.string('currency', 3).notNullable()
      table.decimal('premium', 14, 2).notNullable()
      table.decimal('fee_total', 14, 2).notNullable()
      table.decimal('total', 14, 2).notNullable()
      table.integer('actor_id').notNullable().references('users.id')
      table.string('request_id', 64).notNullable()
      table.timestamp('recorded_at').notNullable()
      table.unique(['quote_id', 'number'])
    })
    this.schema.raw(`
      create trigger quote_versions_immutable before update or delete on quote_versions
      for each row execute function refuse_change()`)
    this.schema.raw(`
      create trigger quote_versions_never_truncated before truncate on quote_versions
      for each statement execute function refuse_change()`)
  }

  override async down() {
    this.schema.dropTable('quote_versions')
    this.schema.dropTable('quotes')
  }
}
