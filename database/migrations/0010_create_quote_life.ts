import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The life of a quote: where it stands, everything that happened to it, and the policy that it was
 * bound to. A quote is bound at most once, whoever asks how often: `policies.quote_id` is unique.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('users', (table) => {
      table
        .string('role', 16)
        .notNullable()
        .defaultTo('agent')
        .checkIn(['agent', 'underwriter', 'admin'], 'users_role_known')
    })
    this.schema.alterTable('plans', (table) => {
      table.string('time_zone', 64).notNullable().defaultTo('UTC')
    })
    this.schema.alterTable('quotes', (table) => {
      table
        .string('status', 12)
        .notNullable()
        .defaultTo('quoted')
        .checkIn(
          ['quoted', 'referred', 'approved', 'declined', 'bound', 'expired', 'withdrawn'],
          'quotes_status_known'
        )
      table.integer('lock_version').notNullable().defaultTo(1)
      table.date('expires_on').nullable()
      table.string('expiry_reason', 16).nullable()
      table.index(['status', 'expires_on'])
    })
    this.schema.raw(`
      update quotes set
        status = case v.decision when 'refer' then 'referred' when 'decline' then 'declined' else 'quoted' end,
        expires_on = v.effective_on, expiry_reason = 'effective_date'
      from (select distinct on (quote_id) * from quote_versions order by quote_id, number desc) v
      where v.quote_id = quotes.id`)
    this.schema.createTable('quote_events', (table) => {
      table.bigIncrements('id')
      table.bigInteger('quote_id').notNullable().references('quotes.id')
      table.integer('number').notNullable()
      table.string('kind', 16).notNullable()
      table.string('from_status', 12).nullable()
      table.string('to_status', 12).notNullable()
      table.text('reason').nullable()
      table.integer('actor_id').nullable().references('users.id')
      table.string('request_id', 64).notNullable()
      table.timestamp('recorded_at').notNullable().defaultTo(this.now())
      table.unique(['quote_id', 'number'])
    })
    this.schema.createTable('quote_elections', (table) => {
      table.bigIncrements('id')
      table.bigInteger('quote_id').notNullable().references('quotes.id')
      table.string('rule', 64).notNullable()
      table.text('note').nullable()
      table.integer('actor_id').notNullable().references('users.id')
      table.timestamp('recorded_at').notNullable().defaultTo(this.now())
      table.unique(['quote_id', 'rule'])
    })
    this.schema.raw('create sequence policy_numbers')
    this.schema.createTable('policies', (table) => {
      table.bigIncrements('id')
      table.string('number', 24).notNullable().unique()
      table.bigInteger('quote_id').notNullable().unique().references('quotes.id')
      table.integer('plan_id').notNullable().references('plans.id')
      table.integer('bound_by').notNullable().references('users.id')
      table.timestamp('bound_at').notNullable().defaultTo(this.now())
    })
    this.schema.createTable('policy_versions', (table) => {
      table.bigIncrements('id')
      table.bigInteger('policy_id').notNullable().references('policies.id')
      table.integer('term').notNullable()
      table.integer('number').notNullable()
      table.bigInteger('quote_version_id').notNullable().references('quote_versions.id')
      table.specificType('period', 'daterange').notNullable()
      table.json('facts').notNullable()
      table.string('program_hash', 64).notNullable()
      table.json('worksheet').notNullable()
      table.string('currency', 3).notNullable()
      table.decimal('total', 14, 2).notNullable()
      table.timestamp('recorded_at').notNullable().defaultTo(this.now())
      table.unique(['policy_id', 'number'])
    })
    this.schema.createTable('instalments', (table) => {
      table.bigIncrements('id')
      table.bigInteger('policy_version_id').notNullable().references('policy_versions.id')
      table.integer('number').notNullable()
      table.date('due_on').notNullable()
      table.decimal('amount', 14, 2).notNullable()
      table.unique(['policy_version_id', 'number'])
    })
    for (const name of KEPT) {
      this.schema.raw(`
        create trigger ${name}_immutable before update or delete on ${name}
        for each row execute function refuse_change()`)
      this.schema.raw(`
        create trigger ${name}_never_truncated before truncate on ${name}
        for each statement execute function refuse_change()`)
    }
  }

  override async down() {
    for (const name of KEPT.toReversed()) this.schema.dropTable(name)
    this.schema.raw('drop sequence policy_numbers')
    this.schema.alterTable('quotes', (table) => {
      table.dropColumns('status', 'lock_version', 'expires_on', 'expiry_reason')
    })
    this.schema.alterTable('plans', (table) => table.dropColumn('time_zone'))
    this.schema.alterTable('users', (table) => table.dropColumn('role'))
  }
}

/** What is written once and never changed, each after those it refers to. */
const KEPT = ['quote_events', 'quote_elections', 'policies', 'policy_versions', 'instalments']
