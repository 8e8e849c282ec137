import { BaseSchema } from '@adonisjs/lucid/schema'
import { MAKE_MONTHS } from './0042_partition_by_month.ts'

/**
 * A month whose partition was made late takes its rows out of the one for everything else, and the outbox's months are
 * dropped whole once they are over. Open quotes alone stand in the index that they expire by, and quotes of some days
 * come from their index in the order of a page.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.raw(`create or replace function ${MAKE_MONTHS_LATE}`)
    this.schema.raw(`create function ${DROP_MONTHS}`)
    this.schema.raw('create index live_events_by_moment on live_events using brin (recorded_at)')
    this.schema.alterTable('quotes', (table) => table.dropIndex(['status', 'expires_on']))
    this.schema.raw(`
      create index quotes_open_by_expiry on quotes (expires_on)
      where status in ('quoted', 'referred', 'approved')`)
    this.schema.raw('drop index quotes_by_created_at')
    this.schema.raw('create index quotes_by_created_at on quotes (created_at, id)')
  }

  override async down() {
    this.schema.raw('drop index quotes_by_created_at')
    this.schema.raw('create index quotes_by_created_at on quotes (created_at, id desc)')
    this.schema.raw('drop index quotes_open_by_expiry')
    this.schema.alterTable('quotes', (table) => table.index(['status', 'expires_on']))
    this.schema.raw('drop index live_events_by_moment')
    this.schema.raw('drop function drop_month_partitions(text, timestamptz)')
    this.schema.raw(`create or replace function ${MAKE_MONTHS}`)
  }
}

/**
 * The same for months that have rows already: they move while the partition for everything else is detached, so that no
 * trigger sees a change of what is never changed; readers and writers wait for the moment that it takes.
 */
const MAKE_MONTHS_LATE = `
  make_month_partitions(parent text, first_day date, months int)
  returns void language plpgsql as $$
  declare
    starts date := date_trunc('month', first_day);
    since timestamptz;
    until timestamptz;
    month text;
    is_late boolean;
  begin
    for step in 1..months loop
      month := parent || '_' || to_char(starts, 'YYYYMM');
      since := starts::timestamp at time zone 'UTC';
      until := (starts + interval '1 month')::timestamp at time zone 'UTC';
      starts := starts + interval '1 month';
      continue when to_regclass(format('partitions.%I', month)) is not null;
      execute format('lock table %I in access exclusive mode', parent);
      execute format(
        'select exists (select from partitions.%I where recorded_at >= %L and recorded_at < %L)',
        parent || '_other', since, until) into is_late;
      execute format(
        'create table partitions.%I (like %I including defaults including comments)', month, parent);
      if is_late then
        execute format('alter table %I detach partition partitions.%I', parent, parent || '_other');
        execute format(
          'with late as (
             delete from partitions.%I where recorded_at >= %L and recorded_at < %L returning *
           ) insert into partitions.%I select * from late',
          parent || '_other', since, until, month);
      end if;
      execute format(
        'alter table %I attach partition partitions.%I for values from (%L) to (%L)',
        parent, month, since, until);
      if is_late then
        execute format('alter table %I attach partition partitions.%I default', parent, parent || '_other');
      end if;
    end loop;
  end $$`

/** Drops the partitions of a table whose months were over at a moment. */
const DROP_MONTHS = `
  drop_month_partitions(parent text, over_by timestamptz)
  returns void language plpgsql as $$
  declare
    month text;
  begin
    for month in
      select relname from pg_class
      join pg_inherits on inhrelid = pg_class.oid
      where inhparent = parent::regclass and relname ~ '_[0-9]{6}$'
        and (to_date(right(relname, 6), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= over_by
    loop
      execute format('drop table partitions.%I', month);
    end loop;
  end $$`
