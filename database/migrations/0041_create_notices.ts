import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The named insured of a quote, sealed like its facts, the notices that become due, and the mails by which they go
 * out: one for each recipient, until it was sent.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('quotes', (table) => {
      table.binary('sealed_insured').nullable()
    })
    this.schema.alterTable('policy_versions', (table) => {
      table.binary('sealed_insured').nullable()
      table.binary('sealed_declarations').nullable()
      table.string('declarations_hash', 64).nullable()
    })
    this.schema.createTable('notices', (table) => {
      table.bigIncrements('id')
      table.bigInteger('quote_id').notNullable().references('quotes.id').index()
      table.bigInteger('policy_id').nullable().references('policies.id').index()
      table.string('kind', 24).notNullable()
      table.timestamp('recorded_at').notNullable().defaultTo(this.now())
    })
    this.schema.raw(`
      create trigger notices_immutable before update or delete on notices
      for each row execute function refuse_change()`)
    this.schema.createTable('notice_mails', (table) => {
      table.bigIncrements('id')
      table.bigInteger('notice_id').notNullable().references('notices.id')
      table.string('recipient', 8).notNullable().checkIn(['insured', 'producer'])
      // Its time is over: sent, or given up.
      table.timestamp('sent_at').nullable()
      table.timestamp('failed_at').nullable()
      table.integer('attempts').notNullable().defaultTo(0)
      table.timestamp('due_at').notNullable().defaultTo(this.now())
      table.text('last_error').nullable()
      table.unique(['notice_id', 'recipient'])
    })
    this.schema.raw(`
      create index notice_mails_due on notice_mails (due_at) where sent_at is null and failed_at is null`)
  }

  override async down() {
    this.schema.dropTable('notice_mails')
    this.schema.dropTable('notices')
    this.schema.alterTable('policy_versions', (table) => {
      table.dropColumns('sealed_insured', 'sealed_declarations', 'declarations_hash')
    })
    this.schema.alterTable('quotes', (table) => table.dropColumn('sealed_insured'))
  }
}
