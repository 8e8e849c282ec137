import type { TableRow } from './model.ts'

/** Enough for each coverage of a state; beyond it what was found is found anew. */
const MOST_WAYS = 64

/**
 * What was worked out of the rows of a table, kept as long as the rows themselves are: those of a file
 * that has not changed stay the same from one edit of a plan to the next.
 */
export class OfRows<Result> {
  readonly #kept = new WeakMap<readonly TableRow[], Map<string, Result>>()

  /** What `work` gives, or gave before for these rows and this way of looking at them. */
  get(rows: readonly TableRow[], way: string, work: () => Result): Result {
    const ways = this.#kept.get(rows) ?? new Map<string, Result>()
    const before = ways.get(way)
    if (before !== undefined) return before
    const result = work()
    if (ways.size >= MOST_WAYS) ways.clear()
    this.#kept.set(rows, ways.set(way, result))
    return result
  }
}
