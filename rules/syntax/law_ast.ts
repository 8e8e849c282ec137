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
/** `5.00 with term at most 6`: another amount, where an answer of the policy is no more than that. */
export interface LesserFee extends Node {
  readonly amount: NumberLiteral
  readonly answer: Ident
  readonly most: NumberLiteral
}
/** `when is_unlimited`, `when not is_unlimited`: of whom a fee is taken, by the value of the plan that says so. */
export interface FeeCondition extends Node {
  readonly name: Ident
  readonly negated: boolean
}
/** `fee mvcpa 5.00 each vehicle by term optional`. */
export interface FeeRow extends Node {
  readonly kind: 'fee'
  readonly name: Ident
  readonly amount: NumberLiteral
  readonly each?: Ident
  readonly by?: Ident
  /** In the order in which they are looked at. */
  readonly lesser: readonly LesserFee[]
  readonly when?: FeeCondition
  /** Whether a plan may leave it out. */
  readonly optional: boolean
  readonly terms: LawTerms
}
/** `discount BI, PD at least 10 % by driver.course_on for 3 years`: whoever answers so pays less for them. */
export interface DiscountRow extends Node {
  readonly kind: 'discount'
  /** Empty: every coverage. */
  readonly coverages: readonly Ident[]
  /** What is left out of every coverage. */
  readonly but: readonly Ident[]
  /** Absent: the law leaves the amount to the plan. */
  readonly percent?: NumberLiteral
  /** The answers and values of the plan that it is given by, and no others. */
  readonly by: readonly Factor[]
  /** How many years it must be given. */
  readonly years?: NumberLiteral
  readonly terms: LawTerms
}
/** `ask pip_deductible with 250, 500, 1000 in premiums`: the choice must be left to the buyer. */
export interface AskRow extends Node {
  readonly kind: 'ask'
  readonly factor: Factor
  readonly choices: readonly Choice[]
  /** What must depend on the answer. */
  readonly outcomes: readonly Outcome[]
  readonly terms: LawTerms
}
/** `notice "..."`: a duty that no plan can break or keep. */
export interface NoticeRow extends Node {
  readonly kind: 'notice'
  readonly text: Title
  readonly terms: LawTerms
}
export type LawRow = ForbidRow | RequireRow | OfferRow | AskRow | DiscountRow | FeeRow | NoticeRow

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
