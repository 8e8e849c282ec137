import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The life of a plan's versions: who wrote one, where it stands, its first days on both clocks, and
 * everything that was done to it. A draft may have a source that doesn't compile; whatever is further
 * has a program. A range that is emptied was taken out of force before its first day was over.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('alter table users drop constraint users_role_known')
    this.schema.raw(`
      alter table users add constraint users_role_known
      check (role in ('agent', 'underwriter', 'admin', 'product_author', 'reviewer'))`)
    this.schema.raw('alter table plan_versions drop constraint plan_versions_status_check')
    this.schema.raw(`
      alter table plan_versions add constraint plan_versions_status_known
      check (status in ('draft', 'in_review', 'approved', 'published'))`)
    this.schema.alterTable('plan_versions', (table) => {
      table.setNullable('program')
      table.setNullable('program_hash')
      table.setNullable('new_business_range')
      table.setNullable('renewal_range')
      table.integer('lock_version').notNullable().defaultTo(1)
      table.integer('author_id').nullable().references('users.id')
      table.integer('based_on').nullable()
      table.date('new_business_from').nullable()
      table.date('renewals_from').nullable()
    })
    this.schema.raw(`
      update plan_versions
      set new_business_from = lower(new_business_range), renewals_from = lower(renewal_range)`)
    this.schema.raw(`
      alter table plan_versions add constraint plan_versions_whole_beyond_draft
      check (status = 'draft' or (program is not null and program_hash is not null))`)
    this.schema.raw(`
      alter table plan_versions add constraint plan_versions_published_has_dates
      check (status <> 'published' or (
        new_business_range is not null and renewal_range is not null
        and new_business_from is not null and renewals_from is not null))`)
    this.schema.raw('drop trigger plan_versions_immutable on plan_versions')
    this.schema.raw(immutable(KEPT_BY_LIFE))
    this.schema.createTable('plan_events', (table) => {
      table.bigIncrements('id')
      table.integer('plan_version_id').notNullable().references('plan_versions.id')
      table.string('kind', 16).notNullable()
      table.string('from_status', 16).nullable()
      table.string('to_status', 16).notNullable()
      table.text('reason').nullable()
      table.integer('actor_id').nullable().references('users.id')
      table.string('request_id', 64).notNullable()
      table.timestamp('recorded_at').notNullable().defaultTo(this.now())
      table.index(['plan_version_id', 'id'])
    })
    this.schema.raw(`
      create trigger plan_events_immutable before update or delete on plan_events
      for each row execute function refuse_change()`)
    this.schema.raw(`
      create trigger plan_events_never_truncated before truncate on plan_events
      for each statement execute function refuse_change()`)
    this.schema.createTable('imported_sources', (table) => {
      table.integer('plan_id').notNullable().references('plans.id')
      table.string('source_hash', 64).notNullable()
      table.timestamp('imported_at').notNullable().defaultTo(this.now())
      table.primary(['plan_id', 'source_hash'])
    })
    this.schema.raw(`
      insert into imported_sources (plan_id, source_hash)
      select distinct plan_id, source_hash from plan_versions`)
    this.schema.raw(`
      create function announce_plan_version() returns trigger language plpgsql as $$
      begin
        perform pg_notify('plan_versions', new.plan_id::text);
        return null;
      end $$`)
    this.schema.raw(`
      create trigger plan_versions_announced after insert or update on plan_versions
      for each row when (new.status = 'published') execute function announce_plan_version()`)
  }

  override async down() {
    this.schema.raw('drop trigger plan_versions_announced on plan_versions')
    this.schema.raw('drop function announce_plan_version()')
    this.schema.dropTable('imported_sources')
    this.schema.dropTable('plan_events')
    this.schema.raw('drop trigger plan_versions_immutable on plan_versions')
    this.schema.raw(immutable(KEPT_BEFORE))
    this.schema.raw(`delete from plan_versions where status <> 'published' and program is null`)
    this.schema.raw(`update plan_versions set status = 'draft' where status <> 'published'`)
    this.schema.raw(`
      alter table plan_versions
        drop constraint plan_versions_published_has_dates,
        drop constraint plan_versions_whole_beyond_draft,
        drop constraint plan_versions_status_known`)
    this.schema.raw(`
      alter table plan_versions add constraint plan_versions_status_check
      check (status in ('draft', 'published'))`)
    this.schema.alterTable('plan_versions', (table) => {
      table.dropColumns(
        ...['lock_version', 'author_id', 'based_on', 'new_business_from', 'renewals_from']
      )
      table.dropNullable('program')
      table.dropNullable('program_hash')
      table.dropNullable('new_business_range')
      table.dropNullable('renewal_range')
    })
    this.schema.raw(`
      update users set role = 'agent' where role in ('product_author', 'reviewer')`)
    this.schema.raw('alter table users drop constraint users_role_known')
    this.schema.raw(`
      alter table users add constraint users_role_known
      check (role in ('agent', 'underwriter', 'admin'))`)
  }
}

/** What never changes once a version is published: all but the ends of its ranges. */
const KEPT_BEFORE = `
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
  or lower(new.renewal_range) is distinct from lower(old.renewal_range)`

/** The same, but a range may also be emptied, and what was added to a version is kept too. */
const KEPT_BY_LIFE = `
  ${KEPT_BEFORE.replaceAll(
    /or lower\(new\.(\w+)\) is distinct from lower\(old\.\w+\)/g,
    'or (not isempty(new.$1) and lower(new.$1) is distinct from lower(old.$1))'
  )}
  or new.author_id is distinct from old.author_id
  or new.based_on is distinct from old.based_on
  or new.new_business_from is distinct from old.new_business_from
  or new.renewals_from is distinct from old.renewals_from`

function immutable(kept: string): string {
  return `
    create trigger plan_versions_immutable before update on plan_versions
    for each row when (old.status = 'published' and (${kept})) execute function refuse_change()`
}
