import { BaseSchema } from '@adonisjs/lucid/schema'

/** Answers kept by the key under which they were asked for; without an answer the request is under way. */
export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('idempotency_keys', (table) => {
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE')
      table.string('key', 200).notNullable()
      table.string('fingerprint', 64).notNullable()
      table.string('claim', 64).notNullable()
      table.integer('status').nullable()
      table.string('location', 200).nullable()
      table.text('body').nullable()
      table.timestamp('claimed_at').notNullable().index()
      table.primary(['user_id', 'key'])
    })
  }

  override async down() {
    this.schema.dropTable('idempotency_keys')
  }
}
