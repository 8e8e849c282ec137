/** What a change is about, in the order in which a comparison tells it. */
export type Part = 'question' | 'table' | 'value' | 'rule' | 'discount' | 'step' | 'fee'

/** One difference, in words that someone who approves rates reads. */
export interface Change {
  readonly kind: 'changed' | 'added' | 'removed' | 'renamed' | 'moved'
  /** What differs: the keys of a cell (`age 21 to 24, single, BI`), or a name with its aspect. */
  readonly what: string
  readonly before: string | null
  readonly after: string | null
  /** How much: `+3.7 %`, or for a summary `times 1.04`. */
  readonly note: string | null
  /** The cells that a summary stands for, each named; none for a change that stands for itself. */
  readonly cells: readonly Change[]
}

/** All changes of one table, rule, order of calculation and so on. */
export interface ChangeGroup {
  readonly part: Part
  readonly name: string
  /** What people call it, such as the step that looks a table up. */
  readonly title: string | null
  readonly changes: readonly Change[]
}

export interface Comparison {
  readonly before: PlanEdition
  readonly after: PlanEdition
  /** Whether both rate every risk alike and say so in the same words. */
  readonly same: boolean
  readonly header: readonly Change[]
  readonly groups: readonly ChangeGroup[]
}

export interface PlanEdition {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly hash: string
}
