import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What quotes are listed by: the newest version's effective date stands with the quote, written by the
 * insert of a version itself, and each filter has an index that also gives the order.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('quotes', (table) => table.date('effective_on').nullable())
    this.schema.raw(`
      update quotes set effective_on = v.effective_on
      from (select distinct on (quote_id) * from quote_versions order by quote_id, number desc) v
      where v.quote_id = quotes.id`)
    this.schema.raw(`
      create function place_quote() returns trigger language plpgsql as $$
      begin
        update quotes set effective_on = new.effective_on
        where id = new.quote_id and effective_on is distinct from new.effective_on;
        return null;
      end $$`)
    this.schema.raw(`
      create trigger quote_versions_place_quote after insert on quote_versions
      for each row execute function place_quote()`)
    for (const column of COLUMNS) {
      this.schema.raw(`create index quotes_by_${column} on quotes (${column}, id desc)`)
    }
  }

  override async down() {
    for (const column of COLUMNS) this.schema.raw(`drop index quotes_by_${column}`)
    this.schema.raw('drop trigger quote_versions_place_quote on quote_versions')
    this.schema.raw('drop function place_quote()')
    this.schema.alterTable('quotes', (table) => table.dropColumn('effective_on'))
  }
}

const COLUMNS = ['status', 'plan_id', 'effective_on', 'created_at']
