import type { Facts } from '../facts/facts.ts'
import type { Span } from '../source.ts'

/** One way to move a risk, of which the dearer end is known. */
export type Move =
  /** From one choice of a coverage's term to its neighbour. */
  | {
      readonly kind: 'term'
      readonly term: string
      readonly carriers: readonly {
        readonly carrier: string
        readonly coverage: string
        readonly choices: readonly string[]
      }[]
    }
  /** From one answer to another that is higher. */
  | { readonly kind: 'answer'; readonly entity: string; readonly field: string }
  /** From a list to one that has one more; with `value`, only where that plan's value rises. */
  | { readonly kind: 'list'; readonly entity: string; readonly value: string | null }

/** What a plan declares of its prices, with every name resolved. */
export type Expectation =
  | {
      readonly kind: 'never_less'
      /** Whether more of it should cost more; if not, less of it should. */
      readonly direction: 'more' | 'lower'
      /** As the plan writes it: `lower deductible`. */
      readonly words: string
      readonly move: Move
      /** A value of the plan that must be the same in both risks. */
      readonly stays: string | null
      readonly span: Span
    }
  | {
      readonly kind: 'mean'
      readonly entity: string
      readonly carrying: readonly string[]
      /** Decimal text, a year. */
      readonly low: string
      readonly high: string
      readonly words: string
      readonly span: Span
    }

/** Two risks that differ in what was moved alone. */
export interface Pair {
  /** The cheaper one is to be `from`. */
  readonly from: Facts
  readonly to: Facts
  /** `vehicle 2: annual_miles 7499 to 7500`. */
  readonly words: string
}
