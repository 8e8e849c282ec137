import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Journal and outbox in partitions by month, so that old months can be put away whole. Partitions live in a schema of
 * their own; what comes before its month's partition was made goes into the one for everything else. That an event's
 * number is its quote's once is held by the quote's lock, since a key of a partitioned table must name the month.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw('create schema if not exists partitions')
    this.schema.raw(`create function ${MAKE_MONTHS}`)
    for (const name of PARTITIONED) {
      this.schema.raw(`alter table ${name} rename to ${name}_unpartitioned`)
      this.schema.raw(`
        create table ${name} (like ${name}_unpartitioned including defaults including comments)
        partition by range (recorded_at)`)
      this.schema.raw(`create table partitions.${name}_other partition of ${name} default`)
      this.schema.raw(`
        select make_month_partitions(
          '${name}',
          coalesce(min(recorded_at), now())::date,
          ((extract(year from age(date_trunc('month', now()), date_trunc('month', coalesce(min(recorded_at), now())))) * 12)
            + extract(month from age(date_trunc('month', now()), date_trunc('month', coalesce(min(recorded_at), now())))) + 2)::int)
        from ${name}_unpartitioned`)
      this.schema.raw(`insert into ${name} select * from ${name}_unpartitioned`)
      this.schema.raw(`alter sequence ${name}_id_seq owned by ${name}.id`)
      this.schema.raw(`drop table ${name}_unpartitioned`)
      this.schema.raw(`alter table ${name} add primary key (id, recorded_at)`)
    }
    this.schema.raw('create unique index on quote_events (quote_id, number, recorded_at)')
    this.#refer()
    this.schema.raw('create index on live_events (channel, id)')
    this.#guard()
  }

  override async down() {
    for (const name of PARTITIONED) {
      this.schema.raw(`alter table ${name} rename to ${name}_partitioned`)
      this.schema.raw(`
        create table ${name} (like ${name}_partitioned including defaults including comments)`)
      this.schema.raw(`insert into ${name} select * from ${name}_partitioned`)
      this.schema.raw(`alter sequence ${name}_id_seq owned by ${name}.id`)
      this.schema.raw(`drop table ${name}_partitioned`)
      this.schema.raw(`alter table ${name} add primary key (id)`)
    }
    this.schema.raw('alter table quote_events add unique (quote_id, number)')
    this.#refer()
    this.schema.raw('create index on live_events (channel, id)')
    this.#guard()
    this.schema.raw('drop function make_month_partitions(text, date, int)')
    this.schema.raw('drop schema partitions')
  }

  #refer() {
    this.schema.raw(`
      alter table quote_events
        add foreign key (quote_id) references quotes (id),
        add foreign key (actor_id) references users (id)`)
    this.schema.raw('create index quote_events_request_id_index on quote_events (request_id)')
  }

  #guard() {
    this.schema.raw(`
      create trigger quote_events_immutable before update or delete on quote_events
      for each row execute function refuse_change()`)
    this.schema.raw(`
      create trigger quote_events_never_truncated before truncate on quote_events
      for each statement execute function refuse_change()`)
    this.schema.raw(`
      create trigger live_events_numbered before insert on live_events
      for each row execute function number_live_event()`)
  }
}

const PARTITIONED = ['quote_events', 'live_events']

/** Makes the partitions of so many months, as far as they are missing. */
export const MAKE_MONTHS = `
  make_month_partitions(parent text, first_day date, months int)
  returns void language plpgsql as $$
  declare
    starts date := date_trunc('month', first_day);
  begin
    for step in 1..months loop
      execute format(
        'create table if not exists partitions.%I partition of %I for values from (%L) to (%L)',
        parent || '_' || to_char(starts, 'YYYYMM'), parent,
        starts::timestamp at time zone 'UTC',
        (starts + interval '1 month')::timestamp at time zone 'UTC');
      starts := starts + interval '1 month';
    end loop;
  end $$`
