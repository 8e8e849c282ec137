import type { HashedProgram } from '#rules/index'

/** What a thread is asked: two programs, and the risks to rate by both. */
export interface ImpactTask {
  readonly before: HashedProgram
  readonly after: HashedProgram
  readonly risks:
    | {
        readonly of: 'book'
        /** The plan whose plugin says how a book is drawn; plain random risks stand in where it has none. */
        readonly plan: string
        readonly pluginsFolder: string
        /** Texts of the CSVs that the book may be spread by. */
        readonly tables: Readonly<Record<string, string>>
        readonly firstDay: string
        readonly size: number
        readonly seed: number
      }
    | {
        readonly of: 'quotes'
        readonly quotes: readonly { readonly id: string; readonly facts: unknown }[]
      }
}

/** One risk whose premium moves; amounts are exact text. */
export interface MovedRisk {
  /** Its number in the book, counted from 1; null where it is a quote. */
  readonly number: number | null
  readonly quote_id: string | null
  readonly before: string
  readonly after: string
  readonly change: string
  readonly change_percent: string | null
  /** What can be rated again; null where it is a quote, which has its own page. */
  readonly facts: unknown
}

/** Who pays more and who pays less, and by how much; amounts and means are text with the currency's digits. */
export interface Impact {
  readonly risks: number
  readonly more: number
  readonly less: number
  readonly same: number
  /** Risks that one of the two programs does not rate, or does not take. */
  readonly not_compared: number
  readonly before: string
  readonly after: string
  readonly mean_before: string
  readonly mean_after: string
  readonly change_percent: string | null
  /** How many risks change by how many per cent: from the first bound on, below the second; null is no bound. */
  readonly bands: readonly {
    readonly from: string | null
    readonly to: string | null
    readonly risks: number
  }[]
  readonly percentiles: readonly { readonly percent: number; readonly change_percent: string }[]
  /** Risks whose decision changes. */
  readonly decisions: readonly {
    readonly from: string
    readonly to: string
    readonly risks: number
  }[]
  readonly dimensions: readonly {
    readonly name: string
    readonly title: string
    readonly groups: readonly {
      readonly value: string
      readonly risks: number
      readonly more: number
      readonly less: number
      readonly mean_before: string
      readonly mean_after: string
      readonly change_percent: string | null
    }[]
  }[]
  readonly worst: readonly MovedRisk[]
  readonly best: readonly MovedRisk[]
}

/** What a thread answers: `no_book` where the plan's book can't be drawn, `fault` where something is wrong with us. */
export type ImpactAnswer =
  | { readonly ok: true; readonly impact: Impact }
  | { readonly ok: false; readonly type: 'no_book' | 'fault'; readonly message: string }
