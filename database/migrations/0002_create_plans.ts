import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Plans and their versions. A published version never changes but for the end of its ranges, which
 * is where the next one begins; no two published versions of a plan are in force on the same day.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('create extension if not exists btree_gist')
    this.schema.createTable('plans', (table) => {
      table.increments('id')
      table.string('name', 120).notNullable().unique()
      table.string('title', 200).notNullable()
      table.string('product', 120).notNullable()
      table.string('state', 8).notNullable()
      table.timestamp('created_at').notNullable()
    })
    this.schema.createTable('plan_versions', (table) => {
      table.increments('id')
      table.integer('plan_id').notNullable().references('plans.id')
      table.integer('number').notNullable()
      table.string('label', 40).notNullable()
      table.string('status', 16).notNullable().checkIn(['draft', 'published'])
      table.json('program').notNullable()
      table.string('program_hash', 64).notNullable()
      table.json('sources').notNullable()
      table.string('source_hash', 64).notNullable()
      table.specificType('new_business_range', 'daterange').notNullable()
      table.specificType('renewal_range', 'daterange').notNullable()
      table.timestamp('created_at').notNullable()
      table.timestamp('published_at').nullable()
      table.unique(['plan_id', 'number'])
      table.index(['plan_id', 'source_hash'])
    })
    for (const clock of ['new_business', 'renewal']) {
      this.schema.raw(`
        alter table plan_versions add constraint plan_versions_no_overlap_${clock}
        exclude using gist (plan_id with =, ${clock}_range with &&) where (status = 'published')`)
    }
    this.schema.raw(`
      create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'A row of % is never changed or deleted', tg_table_name
          using errcode = 'restrict_violation';
      end $$`)
    this.schema.raw(`
      create trigger plan_versions_never_deleted before delete on plan_versions
      for each row when (old.status = 'published') execute function refuse_change()`)
    this.schema.raw(`
      create trigger plan_versions_immutable before update on plan_versions
      for each row when (
        old.status = 'published' and (
          new.status is distinct from old.status
          or new.plan_id is distinct from old.plan_id
          or new.number is distinct from old.number
          or new.label is distinct from old.label
          or new.program::text is distinct from old.program::text
          or new.program_hash is distinct from old.program_hash
          or new.sources::text is distinct from old.sources::text
          or new.source_hash is distinct from old.source_hash
          or new.published_at is distinct from old.published_at
          or lower(new.new_business_range) is distinct from lower(old.new_business_range)
          or lower(new.renewal_range) is distinct from lower(old.renewal_range)
        )
      ) execute function refuse_change()`)
    this.schema.raw(`
      create trigger plan_versions_never_truncated before truncate on plan_versions
      for each statement execute function refuse_change()`)
  }

  override async down() {
    this.schema.dropTable('plan_versions')
    this.schema.dropTable('plans')
    this.schema.raw('drop function refuse_change()')
  }
}
