import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The outbox of live events: a row joins the transaction it tells of. Writers share a lock that a
 * reader takes alone for a moment: what it sees then has no gap that a slower writer could still
 * fill, so that "all after id n" misses none. Writers do not wait for each other, as they would if
 * the announcement (NOTIFY) were part of their transactions.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('live_events', (table) => {
      table.bigInteger('id').primary()
      table.string('channel', 200).notNullable()
      table.json('payload').notNullable()
      table.timestamp('recorded_at').notNullable().defaultTo(this.now())
      table.index(['channel', 'id'])
    })
    this.schema.raw('create sequence live_events_id_seq owned by live_events.id')
    this.schema.raw(`
      create function number_live_event() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock_shared(hashtext('live_events'));
        new.id := nextval('live_events_id_seq');
        return new;
      end $$`)
    this.schema.raw(`
      create trigger live_events_numbered before insert on live_events
      for each row execute function number_live_event()`)
  }

  override async down() {
    this.schema.dropTable('live_events')
    this.schema.raw('drop function number_live_event()')
  }
}
