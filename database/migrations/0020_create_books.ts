import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Books of business: generated risks to try rates on. A book is known by what it is made from, so
 * that making it again adds nothing and making it longer goes on where it ended.
 */
export default class extends BaseSchema {
  override async up() {
    this.schema.createTable('books', (table) => {
      table.increments('id')
      table.integer('plan_id').notNullable().references('plans.id')
      table.bigInteger('seed').notNullable()
      table.date('first_day').notNullable()
      // Of the first risks' text: differs once the product or its weights do.
      table.string('sample_hash', 64).notNullable()
      table.integer('size').notNullable().defaultTo(0)
      table.timestamp('created_at').notNullable().defaultTo(this.now())
      table.unique(['plan_id', 'seed', 'first_day', 'sample_hash'])
    })
    this.schema.createTable('book_risks', (table) => {
      table.integer('book_id').notNullable().references('books.id').onDelete('CASCADE')
      table.integer('number').notNullable()
      table.json('facts').notNullable()
      table.primary(['book_id', 'number'])
    })
  }

  override async down() {
    this.schema.dropTable('book_risks')
    this.schema.dropTable('books')
  }
}
