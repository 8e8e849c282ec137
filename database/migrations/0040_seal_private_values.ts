import { BaseSchema } from '@adonisjs/lucid/schema'
import { sealStoredFacts, unsealStoredFacts } from '#services/privacy/migrate_stored_facts'

/**
 * Private values are sealed by a key of their quote and found by their hashes. Destroying the key erases them;
 * `erased_versions` has what stands in for them, so that an erased version still rates to what it came to.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('quotes', (table) => {
      table.binary('data_key').nullable()
      table.timestamp('erased_at').nullable()
      table.text('legal_hold').nullable()
    })
    this.schema.alterTable('quote_versions', (table) => {
      table.binary('sealed_facts').nullable()
    })
    this.schema.alterTable('policy_versions', (table) => {
      table.binary('sealed_facts').nullable()
    })
    this.schema.createTable('quote_search_hashes', (table) => {
      table.binary('hash').notNullable()
      // Without a foreign key: it would be looked up for each of a quote's values.
      table.bigInteger('quote_id').notNullable()
      table.primary(['hash', 'quote_id'])
    })
    this.schema.createTable('erased_versions', (table) => {
      table.bigInteger('quote_version_id').primary().references('quote_versions.id')
      table.json('facts').nullable()
      table.string('worksheet_hash', 64).notNullable()
    })
    this.schema.raw(`
      create trigger erased_versions_immutable before update or delete on erased_versions
      for each row execute function refuse_change()`)
    this.#whileChangeable(() => this.defer((client) => sealStoredFacts(client)))
  }

  override async down() {
    this.#whileChangeable(() => this.defer((client) => unsealStoredFacts(client)))
    this.schema.dropTable('erased_versions')
    this.schema.dropTable('quote_search_hashes')
    for (const name of ['policy_versions', 'quote_versions']) {
      this.schema.alterTable(name, (table) => table.dropColumn('sealed_facts'))
    }
    this.schema.alterTable('quotes', (table) => {
      table.dropColumns('data_key', 'erased_at', 'legal_hold')
    })
  }

  #whileChangeable(work: () => void) {
    for (const name of ['quote_versions', 'policy_versions']) {
      this.schema.raw(`alter table ${name} disable trigger ${name}_immutable`)
    }
    work()
    for (const name of ['quote_versions', 'policy_versions']) {
      this.schema.raw(`alter table ${name} enable trigger ${name}_immutable`)
    }
  }
}
