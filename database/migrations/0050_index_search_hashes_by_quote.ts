import { BaseSchema } from '@adonisjs/lucid/schema'

/** Erasing a quote finds the hashes of its private values without reading those of all others. */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('quote_search_hashes', (table) => table.index('quote_id'))
  }

  override async down() {
    this.schema.alterTable('quote_search_hashes', (table) => table.dropIndex('quote_id'))
  }
}
