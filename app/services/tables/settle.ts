import type { Conflict } from './import_table.ts'

/** How one conflict was settled. */
export interface Settlement {
  readonly key: readonly string[]
  readonly values: readonly string[]
  /** Why these values, in words. */
  readonly rule: string
  /** In the file of settled conflicts, the header being row 1. */
  readonly row: number
}

/** Settlements by `keyOf` their key. */
export type Settled = ReadonlyMap<string, Settlement>

/** One text for a list of cells, different for different lists. */
export function keyOf(cells: readonly string[]): string {
  return JSON.stringify(cells)
}

/** The settlement of a conflict; null without one, or where it has a value that nobody filed. */
export function settleConflict({ key, ratings }: Conflict, settled: Settled): Settlement | null {
  const found = settled.get(keyOf(key))
  const isFiled = found?.values.every((value, at) => ratings.some((rating) => rating[at] === value))
  return found && isFiled ? found : null
}

/** The rule of `highestOfEach`, as it is written beside each conflict. */
export const HIGHEST_OF_EACH = 'highest of each column'

/** Settles a conflict as a cautious carrier would: of each column the highest value that is filed. */
export function highestOfEach({ ratings }: Conflict): readonly string[] {
  const [first = [], ...others] = ratings
  return first.map((value, at) =>
    others.reduce((highest, rating) => higher(highest, rating[at] ?? highest), value)
  )
}

function higher(one: string, other: string): string {
  const areNumbers = /^\d+$/.test(one) && /^\d+$/.test(other)
  if (areNumbers) return BigInt(other) > BigInt(one) ? other : one
  return other > one ? other : one
}
