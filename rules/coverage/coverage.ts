import type { Place, Program } from '../program/program.ts'

/** What reached a point: a worked example, only a generated risk, or nothing. */
export type Reach = 'examples' | 'generated' | 'never'

export type PointKind = 'rule' | 'branch' | 'step' | 'bound' | 'discount' | 'fee' | 'edge' | 'row'

/** One thing that a plan can do, so that an example can show it being done. */
export interface Point {
  /** Unique in the program. */
  readonly id: string
  readonly kind: PointKind
  /** What does it: a rule, a step, a table. */
  readonly of: string
  /** What is done: `fires`, `binds`, `age 21`. */
  readonly what: string
  readonly at: Place | null
}

export type ReachedPoint = Point & { readonly reach: Reach }

export interface CoverageReport {
  readonly plan: { readonly name: string; readonly title: string; readonly version: string }
  readonly hash: string
  readonly examples: number
  /** How many risks were generated and rated, how many of them the plan refused, and from which seed. */
  readonly generated: number
  readonly refused: number
  readonly seed: number
  /** What the largest risk takes: the compiler's worst case. */
  readonly worstCase: Program['worstCase']
  readonly points: readonly ReachedPoint[]
}
