import type { Domain } from './domain.ts'
import type { TableModel, TableRow } from './model.ts'

/** What one key of a look-up may be. */
export interface KeyDomain {
  readonly domain: Domain
  readonly mayBeMissing: boolean
}

/** One key of a combination, in words: `25`, `COLL`, `not given`. */
export interface NamedKey {
  readonly key: string
  readonly text: string
  readonly isNumber: boolean
}

export type TotalityFinding =
  /** No row: `between` are the nearest rows below and above, where the key is in bands. */
  | {
      readonly kind: 'gap'
      readonly keys: readonly NamedKey[]
      readonly between: readonly TableRow[]
    }
  | {
      readonly kind: 'overlap'
      readonly keys: readonly NamedKey[]
      readonly rows: readonly [TableRow, TableRow]
    }
  /** The key's values can't be listed, and no row stands for all else. */
  | { readonly kind: 'unbounded'; readonly key: string }
  | { readonly kind: 'too many cells' }

export interface TotalityProof {
  readonly findings: readonly TotalityFinding[]
  /** The rows that some combination reaches. */
  readonly used: ReadonlySet<TableRow>
  /** The rows that hold some combination, even where an earlier first match takes it. */
  readonly holding: ReadonlySet<TableRow>
  /** Whether some combination falls outside a table that refuses what is outside. */
  readonly refuses: boolean
}

/** A proof under way. */
export interface Proving {
  readonly table: TableModel
  readonly keys: readonly KeyDomain[]
  /** Of a table of first matches: where each of its rows stands. */
  readonly order: ReadonlyMap<TableRow, number>
  readonly findings: TotalityFinding[]
  readonly used: Set<TableRow>
  readonly holding: Set<TableRow>
  refuses: boolean
  /** Below zero the proof is given up. */
  cellsLeft: number
}

/** Some of a key's values that the rows do not tell apart, with the rows that take them. */
export interface Class {
  readonly rows: readonly TableRow[]
  /** One of the values, for a finding. */
  readonly name: () => NamedKey
  /** The nearest rows below and above, where no row takes the values. */
  readonly between: () => readonly TableRow[]
}

/** Whether the proof is given up for its size. */
export function isExhausted({ cellsLeft }: Proving): boolean {
  return cellsLeft < 0
}

/** The rows that hold a value, those for all else behind those that name it. */
export function chosen(
  exact: readonly TableRow[],
  otherwise: readonly TableRow[]
): readonly TableRow[] {
  return otherwise.length === 0 ? exact : [...exact, ...otherwise]
}

/** Between no rows. */
export const NOWHERE = (): readonly TableRow[] => []
