import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a new quote costs to store: search hashes are found by their quote through block ranges, since they lie in the
 * order of quotes and only an erasure asks; and nothing tries to compress what is sealed, which can't get smaller.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('quote_search_hashes', (table) => table.dropIndex('quote_id'))
    this.schema.raw(`
      create index quote_search_hashes_by_quote on quote_search_hashes
      using brin (quote_id int8_minmax_multi_ops) with (pages_per_range = 16, autosummarize = on)`)
    this.#store('external')
  }

  override async down() {
    this.#store('extended')
    this.schema.raw('drop index quote_search_hashes_by_quote')
    this.schema.alterTable('quote_search_hashes', (table) => table.index('quote_id'))
  }

  #store(storage: 'external' | 'extended') {
    for (const [table, columns] of SEALED) {
      const settings = columns.map((column) => `alter column ${column} set storage ${storage}`)
      this.schema.raw(`alter table ${table} ${settings.join(', ')}`)
    }
  }
}

/** Columns of encrypted bytes. */
const SEALED = [
  ['quotes', ['sealed_insured']],
  ['quote_versions', ['sealed_facts']],
  ['quote_drafts', ['sealed_facts']],
  ['policy_versions', ['sealed_facts', 'sealed_insured', 'sealed_declarations']],
] as const
