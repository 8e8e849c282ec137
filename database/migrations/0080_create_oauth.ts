import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The clients of the authorization server, everything that it issues (by keyed hash alone), and the journal of both.
 * A client that acts for itself has an account of its own, so that what it does has an author.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.alterTable('users', (table) => {
      table.boolean('is_machine').notNullable().defaultTo(false)
    })
    this.schema.createTable('oauth_clients', (table) => {
      table.string('id', 64).primary()
      table.string('name', 120).notNullable()
      table.string('organisation', 120).nullable()
      table.string('auth_method', 24).notNullable()
      table.binary('secret_hash').nullable()
      table.jsonb('jwks').nullable()
      table.specificType('grant_types', 'text[]').notNullable()
      table.specificType('redirect_uris', 'text[]').notNullable()
      table.specificType('scopes', 'text[]').notNullable()
      table.integer('user_id').nullable().references('users.id').index()
      table.integer('created_by').nullable().references('users.id')
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('last_used_at').nullable()
      table.timestamp('revoked_at').nullable()
      table.check("auth_method in ('client_secret_basic', 'private_key_jwt', 'none')")
      table.check("(auth_method = 'client_secret_basic') = (secret_hash is not null)")
      table.check("(auth_method = 'private_key_jwt') = (jwks is not null)")
    })
    this.schema.createTable('oauth_artifacts', (table) => {
      table.binary('id').primary()
      table.string('kind', 32).notNullable()
      table.string('client_id', 64).nullable().references('oauth_clients.id').index()
      table.integer('user_id').nullable().references('users.id').onDelete('CASCADE').index()
      table.string('grant_id', 64).nullable().index()
      table.string('uid', 64).nullable().index()
      table.text('scopes').notNullable().defaultTo('')
      table.jsonb('payload').notNullable()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.timestamp('expires_at').nullable().index()
      table.timestamp('consumed_at').nullable()
    })
    this.schema.createTable('oauth_events', (table) => {
      table.bigIncrements('id')
      table.string('kind', 40).notNullable()
      table.string('client_id', 64).nullable().index()
      table.integer('user_id').nullable().references('users.id').index()
      table.text('detail').nullable()
      table.string('request_id', 64).nullable()
      table.timestamp('recorded_at').notNullable().defaultTo(this.now())
    })
    this.schema.raw(`
      create trigger oauth_events_immutable before update or delete on oauth_events
      for each row execute function refuse_change()`)
  }

  override async down() {
    for (const name of ['oauth_events', 'oauth_artifacts', 'oauth_clients']) {
      this.schema.dropTable(name)
    }
    this.schema.alterTable('users', (table) => table.dropColumn('is_machine'))
  }
}
