import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { drawRiskNumbered } from './draw_book.ts'
import type { BookRecipe } from './draw_book.ts'
import { BookProblem } from './read_spreads.ts'

/** How many risks one transaction stores: what a killed process loses at most. */
const CHUNK = 2000
/** How many risks tell one book from another. */
const SAMPLE = 20

export interface StoredBook {
  readonly id: number
  /** How many risks were there before. */
  readonly before: number
  readonly size: number
}

/**
 * Stores the book up to `size` risks in the database and says how far it is after each part. What
 * was stored before, by a finished or by a killed process, is not made again; two at once wait for
 * each other.
 * @throws BookProblem where the database has no such plan, or a risk can't be drawn.
 */
export async function storeBook(
  book: { readonly plan: string; readonly recipe: BookRecipe; readonly size: number },
  connectionString: string,
  onProgress: (size: number) => void
): Promise<StoredBook> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { id, before } = await findOrCreate(client, book)
    let size = before
    while (size < book.size) {
      size = await storeChunk(client, id, book)
      onProgress(size)
    }
    return { id, before, size }
  } finally {
    await client.end()
  }
}

async function findOrCreate(client: Client, { plan, recipe }: Parameters<typeof storeBook>[0]) {
  const plans = await client.query('select id from plans where name = $1', [plan])
  if (plans.rowCount === 0) throw new BookProblem(`The database has no plan "${plan}" yet.`)
  const key = [plans.rows[0].id, recipe.seed, recipe.firstDay, sampleHash(recipe)]
  await client.query(
    `insert into books (plan_id, seed, first_day, sample_hash) values ($1, $2, $3, $4)
     on conflict do nothing`,
    key
  )
  const { rows } = await client.query(
    `select id, size from books
     where plan_id = $1 and seed = $2 and first_day = $3 and sample_hash = $4`,
    key
  )
  return { id: Number(rows[0].id), before: Number(rows[0].size) }
}

/** Adds the next risks and resolves to the book's size. */
async function storeChunk(
  client: Client,
  id: number,
  { recipe, size }: Parameters<typeof storeBook>[0]
): Promise<number> {
  await client.query('begin')
  try {
    const { rows } = await client.query('select size from books where id = $1 for update', [id])
    const from = Number(rows[0].size)
    const to = Math.min(size, from + CHUNK)
    const copy = client.query(copyFrom('copy book_risks (book_id, number, facts) from stdin'))
    for (let number = from + 1; number <= to; number++) {
      const facts = JSON.stringify(drawRiskNumbered(recipe, number))
      const isRoomLeft = copy.write(`${id}\t${number}\t${facts.replaceAll('\\', '\\\\')}\n`)
      if (!isRoomLeft) await once(copy, 'drain')
    }
    copy.end()
    await once(copy, 'finish')
    if (to > from) await client.query('update books set size = $2 where id = $1', [id, to])
    await client.query('commit')
    return Math.max(from, to)
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

function sampleHash(recipe: BookRecipe): string {
  const hash = createHash('sha256')
  for (let number = 1; number <= SAMPLE; number++) {
    hash.update(`${JSON.stringify(drawRiskNumbered(recipe, number))}\n`)
  }
  return hash.digest('hex')
}
