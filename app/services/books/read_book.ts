import { createReadStream } from 'node:fs'
import { Client } from 'pg'
import { readLines } from '#http/ndjson'
import { validateFacts } from '#rules/index'
import type { ProductShape } from '#rules/index'
import { drawRiskNumbered } from './draw_book.ts'
import type { BookRecipe } from './draw_book.ts'
import { BookProblem } from './read_spreads.ts'

const LONGEST_LINE = 1_000_000
const FETCHED = 1000

/** The risks of a book that was never stored, one after the other. */
export async function* drawnBook(recipe: BookRecipe, size: number): AsyncGenerator<string> {
  for (let number = 1; number <= size; number++)
    yield JSON.stringify(drawRiskNumbered(recipe, number))
}

/**
 * The risks of a file of NDJSON: facts, or `{"facts": …}`, a line.
 * @throws BookProblem for a line that the product does not allow.
 */
export async function* fileBook(path: string, shape: ProductShape): AsyncGenerator<string> {
  for await (const { number, text } of readLines(createReadStream(path), LONGEST_LINE)) {
    const validated = validateFacts(shape, factsOf(text))
    if (!validated.ok) {
      const [error] = validated.errors
      throw new BookProblem(`Line ${number} of ${path}: ${error?.path} ${error?.message}`)
    }
    yield JSON.stringify(validated.facts)
  }
}

function factsOf(text: string | undefined): unknown {
  try {
    const line: unknown = JSON.parse(text ?? '')
    return typeof line === 'object' && line !== null && 'facts' in line ? line.facts : line
  } catch {
    return undefined
  }
}

/**
 * The first `size` risks of the largest book of a plan that the database holds, or of the one with that
 * number; they were valid when they were stored. @throws BookProblem where there is no such book.
 */
export async function* storedBook(
  { plan, id, size }: { readonly plan: string; readonly id?: number; readonly size?: number },
  connectionString: string
): AsyncGenerator<string> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select books.id from books join plans on plans.id = books.plan_id
       where plans.name = $1 and ($2::int is null or books.id = $2) order by size desc, id limit 1`,
      [plan, id ?? null]
    )
    const [book] = rows
    if (!book) throw new BookProblem(`The database has no such book of "${plan}".`)
    let after = 0
    while (size === undefined || after < size) {
      const left = Math.min(FETCHED, (size ?? Infinity) - after)
      const { rows: risks } = await client.query(
        `select number, facts::text from book_risks
         where book_id = $1 and number > $2 order by number limit $3`,
        [book.id, after, left]
      )
      if (risks.length === 0) return
      for (const { facts } of risks) yield facts
      after = risks.at(-1).number
    }
  } finally {
    await client.end()
  }
}
