import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A version keeps its premiums and the hash of its worksheet instead of the worksheet itself, which is
 * worked out anew from facts and program whenever it is read. Going back can't bring worksheets back.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`
      alter table quote_versions
        add column premiums json,
        add column worksheet_hash varchar(64)`)
    this.schema.raw('alter table quote_versions disable trigger quote_versions_immutable')
    this.schema.raw(`
      update quote_versions set
        worksheet_hash = encode(sha256(convert_to(worksheet::text, 'UTF8')), 'hex'),
        premiums = coalesce(
          (select json_agg(json_build_object(
              'entity', section->>'entity',
              'number', (section->>'number')::int,
              'coverage', item->>'coverage',
              'premium', item->>'premium'))
           from json_array_elements(worksheet->'sections') section,
                json_array_elements(section->'premiums') item),
          '[]')`)
    this.schema.raw('alter table quote_versions enable trigger quote_versions_immutable')
    this.schema.raw(`
      alter table quote_versions
        alter column premiums set not null,
        alter column worksheet_hash set not null,
        drop column worksheet`)
  }

  override async down() {
    this.schema.raw(`
      alter table quote_versions
        add column worksheet json not null default 'null',
        drop column premiums,
        drop column worksheet_hash`)
  }
}
