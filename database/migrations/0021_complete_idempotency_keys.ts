import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A kept answer has its entity tag, and a claim names its request, so that what a server did before it
 * died with the answer in hand is found in the journal.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('idempotency_keys', (table) => {
      table.string('etag', 64).nullable()
      table.string('request_id', 64).notNullable().defaultTo('')
    })
    this.schema.alterTable('quote_events', (table) => table.index(['request_id']))
  }

  override async down() {
    this.schema.alterTable('quote_events', (table) => table.dropIndex(['request_id']))
    this.schema.alterTable('idempotency_keys', (table) => table.dropColumns('etag', 'request_id'))
  }
}
