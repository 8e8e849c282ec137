import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which account someone is whom a provider knows, by the subject of its ID tokens. */
export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('sign_on_identities', (table) => {
      table.string('issuer', 255).notNullable()
      table.string('subject', 255).notNullable()
      table.integer('user_id').notNullable().references('users.id').onDelete('CASCADE').index()
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.primary(['issuer', 'subject'])
    })
  }

  override async down() {
    this.schema.dropTable('sign_on_identities')
  }
}
