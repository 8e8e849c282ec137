import type { Decision, Program, Worksheet } from '#rules/index'

export type { Decision, Worksheet }
export type Section = Worksheet['sections'][number]
export type CoveragePremium = Section['premiums'][number]
export type WorksheetLine = CoveragePremium['lines'][number]
export type DiscountsDetail = NonNullable<WorksheetLine['discounts']>
export type WorksheetFee = Worksheet['fees'][number]
export type RuleOutcome = Worksheet['applied'][number]
export type TableSource = WorksheetLine['sources'][number]

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** A quote as the list shows it: its newest version in short. */
export interface QuoteSummary {
  readonly id: string
  readonly version: number
  readonly plan: {
    readonly name: string
    readonly title: string
    readonly version: string
    readonly state: string
  }
  readonly transaction: 'new_business' | 'renewal'
  readonly effectiveOn: string
  readonly decision: Decision
  readonly currency: string
  readonly premium: string
  readonly feeTotal: string
  readonly total: string
  readonly programHash: string
  readonly actor: string
  readonly recordedAt: string
}

/** One version in the history of a quote. */
export interface QuoteVersion {
  readonly number: number
  readonly decision: Decision
  readonly total: string
  readonly recordedAt: string
}

/** A quote with its versions, newest first. */
export interface Quote extends QuoteSummary {
  readonly versions: readonly QuoteVersion[]
}

/** A stored program, with the source it was compiled from. */
export interface StoredProgram {
  readonly program: Program
  readonly source: string
}

export interface QuotePage {
  readonly quotes: readonly QuoteSummary[]
  /** What to ask for next; null at the end. */
  readonly nextCursor: string | null
}
