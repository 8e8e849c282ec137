import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The outbox of live events: a row joins the transaction it tells of, and every instance hears of
 * it at commit. The lock makes ids visible in ascending order, so that "all after id n" misses none.
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
      create function announce_live_event() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(hashtext('live_events'));
        new.id := nextval('live_events_id_seq');
        perform pg_notify('live_events', new.id::text);
        return new;
      end $$`)
    this.schema.raw(`
      create trigger live_events_announced before insert on live_events
      for each row execute function announce_live_event()`)
  }

  override async down() {
    this.schema.dropTable('live_events')
    this.schema.raw('drop function announce_live_event()')
  }
}
