/** The tree of a regulation: the law of one state for one product, row by row. */
import type { Span } from '../source.ts'
import type { Choice, Citation, Comment, DateLiteral, Ident, NumberLiteral, Title } from './ast.ts'

interface Node {
  readonly span: Span
}

/** How far whoever wrote the row down trusts it. */
export type Confidence = 'high' | 'medium' | 'low'

/** What every row of law says of itself. */
export interface LawTerms extends Node {
  /** The first day on which it holds; always, where absent. */
  readonly from?: DateLiteral
  /** The last day on which it holds. */
  readonly until?: DateLiteral
  readonly confidence?: Confidence
  readonly citation?: Citation
}

/** What a plan works out, and what a factor may be kept from. */
export type Outcome = 'premiums' | 'fees' | 'decisions'

/** An answer by its name, with or without the entity that has it: `driver.gender`, `race`. */
export interface Factor extends Node {
  readonly entity?: Ident
  readonly name: Ident
}
/** `forbid gender, policy.garaging_zip in premiums except through territory`. */
export interface ForbidRow extends Node {
  readonly kind: 'forbid'
  readonly factors: readonly Factor[]
  /** Empty: from all of them. */
  readonly outcomes: readonly Outcome[]
  /** Values and tables that may know the factor all the same. */
  readonly through: readonly Ident[]
  readonly terms: LawTerms
}
/** `BI with limit at least 30/60`. */
export interface CoverageDemand extends Node {
  readonly coverage: Ident
  readonly term?: Ident
  readonly least?: Choice
}
/** `require BI with limit at least 30/60`: every risk carries it. */
export interface RequireRow extends Node {
  readonly kind: 'require'
  readonly demand: CoverageDemand
  readonly terms: LawTerms
}
/** `offer UM, rejected in writing by um_rejected_in_writing`. */
export interface OfferRow extends Node {
  readonly kind: 'offer'
  readonly demand: CoverageDemand
  /** The answer that says that it was rejected in writing. */
  readonly rejectedBy?: Factor
  readonly terms: LawTerms
}
/** `fee mvcpa 5.00 each vehicle by term optional`. */
export interface FeeRow extends Node {
  readonly kind: 'fee'
  readonly name: Ident
  readonly amount: NumberLiteral
  readonly each?: Ident
  readonly by?: Ident
  /** Whether a plan may leave it out. */
  readonly optional: boolean
  readonly terms: LawTerms
}
/** `notice "..."`: a duty that no plan can break or keep. */
export interface NoticeRow extends Node {
  readonly kind: 'notice'
  readonly text: Title
  readonly terms: LawTerms
}
export type LawRow = ForbidRow | RequireRow | OfferRow | FeeRow | NoticeRow

export interface RegulationHeader extends Node {
  readonly name: Ident
  readonly title?: Title
  readonly of: Ident
  readonly in: Ident
}
export interface RegulationFile extends Node {
  readonly kind: 'regulation_file'
  readonly header?: RegulationHeader
  readonly rows: readonly LawRow[]
  readonly comments: readonly Comment[]
}
