import type {
  CoverageShape,
  Decision,
  EntityShape,
  FieldShape,
  Program,
  Worksheet,
} from '#rules/index'

export type { CoverageShape, Decision, EntityShape, FieldShape, Worksheet }
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

/** Where a quote stands in its life. */
export type QuoteStatus =
  'quoted' | 'referred' | 'approved' | 'declined' | 'bound' | 'expired' | 'withdrawn'

/** What a person can do to a quote. */
export type Move = 'revise' | 'refer' | 'approve' | 'decline' | 'withdraw' | 'reopen' | 'bind'

/** A quote as the list shows it: its newest version in short. */
export interface QuoteSummary {
  readonly id: string
  readonly version: number
  readonly status: QuoteStatus
  /** The last day on which it can be bound, and what ends it then. */
  readonly expiresOn: string | null
  readonly expiryReason: string | null
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

/** One thing that happened to a quote. */
export interface QuoteEvent {
  readonly kind: string
  readonly reason: string | null
  /** null where it was the calendar. */
  readonly actor: string | null
  readonly recordedAt: string
}

/** A quote with its versions and its journal, newest first. */
export interface Quote extends QuoteSummary {
  readonly versions: readonly QuoteVersion[]
  readonly journal: readonly QuoteEvent[]
  readonly moves: readonly Move[]
  /** The moves that are not open to this person now, with a sentence that says why. */
  readonly blocked: readonly { readonly move: Move; readonly detail: string }[]
  readonly elections: readonly { readonly rule: string }[]
  readonly policyNumber: string | null
  /** Other rates that are in force for its first day now; null where there are none. */
  readonly rerate: { readonly version: number; readonly label: string } | null
  /** Names the state of the quote, for moves that must not overwrite another's. */
  readonly etag: string | null
}

/** The facts of one version. */
export interface QuoteFacts {
  readonly facts: Record<string, unknown>
}

/** What facts come to. */
export interface RatingSummary {
  readonly decision: Decision
  readonly currency: string
  readonly total: string
}

/** A policy with its instalments. */
export interface Policy {
  readonly number: string
  readonly quoteId: string
  readonly plan: { readonly title: string }
  readonly beginsOn: string
  readonly endsOn: string
  readonly currency: string
  readonly total: string
  readonly programHash: string
  readonly boundAt: string
  readonly boundBy: string
  readonly instalments: readonly {
    readonly number: number
    readonly dueOn: string
    readonly amount: string
  }[]
}

/** A plan's text, and the file that it stood in. */
export interface PlanText {
  readonly source: string
  readonly source_file: string
}

/** A stored program, with the source it was compiled from. */
export interface StoredProgram extends PlanText {
  readonly program: Program
  /** The countrywide plan that it extends: places with a `source` stand there. */
  readonly inherited: PlanText | null
}

export interface QuotePage {
  readonly quotes: readonly QuoteSummary[]
  /** What to ask for next; null at the end. */
  readonly nextCursor: string | null
}

/** One answer that differs between two versions; null where it is not there. */
export interface FieldChange {
  readonly path: string
  readonly title: string
  readonly before: unknown
  readonly after: unknown
}

/** What made a part of the difference of two totals, with its share. */
export interface DifferencePart {
  readonly kind: 'facts' | 'rates' | 'fees'
  readonly title: string
  readonly fields: readonly FieldChange[]
  readonly amount: string
}

/** Why two versions of a quote do not cost the same. */
export interface Difference {
  readonly before: string
  readonly after: string
  readonly amount: string
  readonly facts: string
  readonly rates: string
  readonly fees: string
  readonly parts: readonly DifferencePart[]
  readonly premiums: readonly {
    readonly entity: string
    readonly number: number
    readonly coverage: string | null
    readonly title: string
    readonly before: string | null
    readonly after: string | null
  }[]
}

/** One way to be insured, with its price. */
export interface PricedOption {
  readonly name: string
  readonly title: string
  readonly decision: Decision
  readonly total: string
  readonly difference: string
  readonly facts: unknown
}

/** Something that the customer can choose to pay less. */
export interface Lever {
  readonly title: string
  readonly entity: { readonly name: string; readonly number: number } | null
  readonly change: { readonly pointer: string }
  readonly total: string
  readonly difference: string
  readonly requires: readonly { readonly rule: string; readonly reason: string }[]
}
