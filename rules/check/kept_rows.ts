import type { TableRow } from '../plan/model.ts'
import type { TableDecl } from '../syntax/ast.ts'

/** The rows of a table, and what the file calls its last column. */
export interface ReadRows {
  readonly rows: readonly TableRow[]
  readonly heading: string | undefined
  readonly sound: boolean
}

/** Six states with a large table of territories each have a hundred files of 3 MB together. */
const MOST_FILES = 200
const MOST_CHARACTERS = 16_000_000
const kept = new Map<string, Map<string, ReadRows>>()
let characters = 0

/**
 * The rows of a file as they were read before under the same keys and values, or read now: a file
 * that has not changed is not read again with every edit of the plan. Rows with a mistake are never
 * kept, since they have to be reported anew.
 */
export function keptRows(declared: TableDecl, text: string, read: () => ReadRows): ReadRows {
  const ways = kept.get(text)
  const way = wayOf(declared)
  const before = ways?.get(way)
  if (before) return before
  const rows = read()
  if (!rows.sound) return rows
  if (!ways) characters += text.length
  kept.set(text, (ways ?? new Map<string, ReadRows>()).set(way, rows))
  for (const [oldest] of kept) {
    if (kept.size <= MOST_FILES && characters <= MOST_CHARACTERS) break
    kept.delete(oldest)
    characters -= oldest.length
  }
  return rows
}

/** All that decides how a file is read. */
function wayOf({ file, keys, gives, firstMatch }: TableDecl): string {
  const ofKeys = keys.map(({ name, span: _, ...how }) => [name.name, how])
  const ofValues = gives.map(({ name, type }) => [name?.name ?? null, type.name])
  return JSON.stringify([file?.text, firstMatch, ofKeys, ofValues])
}
