import type { HashedProgram } from '#rules/index'
import { openBookPool } from './book_pool.ts'

/** What one program made of a book, risk by risk. */
export interface RatedBook {
  readonly program: HashedProgram
  /** 0 accept, 1 refer, 2 decline, 3 not rated. */
  readonly decisions: Uint8Array
  /** Whole numbers at `10^scale`; NaN where it isn't rated. */
  readonly totals: Float64Array
  readonly scale: number
  /** How many risks only exact arithmetic could rate. */
  readonly exact: number
}

const PART = 1000

/**
 * Rates a book of validated risks, given as the texts of their facts, by one or more programs of the same
 * product, on threads beside this one. Holds but a few parts of the book at a time; the answers of all of it.
 */
export async function rateBook(
  programs: readonly HashedProgram[],
  book: AsyncIterable<string>,
  { workers = 2, onProgress = (): void => {} }: RateBookOptions = {}
): Promise<readonly RatedBook[]> {
  const columns = programs.map(() => ({
    decisions: new Growing(),
    totals: new Growing(),
    exact: 0,
    scale: 0,
  }))
  let rated = 0
  const pool = openBookPool(programs, workers, (from, { programs: answers }) => {
    answers.forEach(({ decisions, totals, exact, scale }, at) => {
      const column = columns[at]
      if (!column) return
      column.decisions.set(decisions, from)
      column.totals.set(totals, from)
      column.exact += exact
      column.scale = scale
    })
    rated += answers[0]?.totals.length ?? 0
    onProgress(rated)
  })
  try {
    let [part, from]: [string[], number] = [[], 0]
    for await (const text of book) {
      part.push(text)
      if (part.length < PART) continue
      await pool.add(part, from)
      from += part.length
      part = []
    }
    if (part.length > 0) await pool.add(part, from)
    await pool.finish()
  } finally {
    await pool.close()
  }
  const scale = Math.max(...columns.map((column) => column.scale))
  return programs.map((program, at) => {
    const column = columns[at]
    return {
      program,
      decisions: Uint8Array.from(column?.decisions.values() ?? []),
      totals: (column?.totals.values() ?? new Float64Array()).map(
        (total) => total * 10 ** (scale - (column?.scale ?? scale))
      ),
      exact: column?.exact ?? 0,
      scale,
    }
  })
}

export interface RateBookOptions {
  readonly workers?: number
  readonly onProgress?: (rated: number) => void
}

/** An array of numbers that grows by doubling. */
class Growing {
  #values = new Float64Array(1024)
  #length = 0

  set(values: ArrayLike<number>, at: number): void {
    const end = at + values.length
    if (end > this.#values.length) {
      const larger = new Float64Array(Math.max(end, this.#values.length * 2))
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values.set(values, at)
    this.#length = Math.max(this.#length, end)
  }

  values(): Float64Array {
    return this.#values.slice(0, this.#length)
  }
}
