import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { BookProblem } from '#services/books/read_spreads'
import { storeBook } from '#services/books/store_book'
import { texasBook } from '#tests/support/texas_book'

const databaseUrl = () => process.env.DATABASE_URL ?? ''

test.group('A book in the database', (group) => {
  group.each.teardown(async () => {
    await db.from('books').delete()
  })

  test('is stored once, goes on where it ended, and tells how far it is', async ({ assert }) => {
    const book = { plan: 'texas_personal_auto', recipe: await texasBook(7) }
    const store = async (size: number) => {
      const told: number[] = []
      const stored = await storeBook({ ...book, size }, databaseUrl(), (at) => told.push(at))
      return { ...stored, told }
    }
    const { id, ...first } = await store(30)
    assert.deepEqual(first, { before: 0, size: 30, told: [30] })
    assert.deepEqual(await store(30), { id, before: 30, size: 30, told: [] })
    assert.deepEqual(await store(2045), { id, before: 30, size: 2045, told: [2030, 2045] })
    const numbers = await db.from('book_risks').where('book_id', id).orderBy('number')
    assert.deepEqual(
      numbers.map(({ number }) => number),
      Array.from({ length: 2045 }, (_, index) => index + 1)
    )
  })

  test('asked for twice at once, holds each risk once', async ({ assert }) => {
    const book = { plan: 'texas_personal_auto', recipe: await texasBook(8), size: 40 }
    const [one, other] = await Promise.all([
      storeBook(book, databaseUrl(), () => {}),
      storeBook(book, databaseUrl(), () => {}),
    ])
    assert.equal(one.id, other.id)
    const [{ count }] = await db.from('book_risks').where('book_id', one.id).count('* as count')
    assert.equal(Number(count), 40)
  })

  test('is refused for a plan that the database does not have', async ({ assert }) => {
    const recipe = await texasBook(9)
    const store = () => storeBook({ plan: 'nowhere', recipe, size: 1 }, databaseUrl(), () => {})
    await assert.rejects(store, BookProblem, 'The database has no plan "nowhere" yet.')
  })
})
