/**
 * The worksheet: the manual filled in for one risk. Plain JSON; the same facts and program give the
 * same worksheet byte for byte. Every amount is decimal text.
 */
import type { Place } from '../program/program.ts'

export type Decision = 'accept' | 'refer' | 'decline'

/** A table row that an operand was read from. */
export interface TableSource {
  readonly table: string
  readonly file: string | null
  readonly row: number
  readonly column: number | null
}

/** What became of one step or discount. */
export type LineStatus = 'applied' | 'not reached' | 'does not apply'

export interface WorksheetLine {
  readonly step: string
  readonly op: 'base' | 'times' | 'plus' | 'minus' | 'becomes' | 'at least' | 'at most' | 'round'
  readonly name: string
  /** The operand as the plan writes it. */
  readonly text: string
  readonly status: LineStatus
  /** The operand's value; null for a rounding and for a step that does not apply. */
  readonly operand: string | null
  /** The operand with its keys filled in: `class_factor[42, married, BI] 0.940 x points_factor[0, BI] 1.000`. */
  readonly filledIn: string | null
  /** The running value after the step, with the digits of its rounding; null where it does not apply. */
  readonly value: string | null
  /** `to 0.001 half up`, where the step rounded. */
  readonly rounding: string | null
  readonly sources: readonly TableSource[]
  /** On the step that takes off the discounts: what was granted and what was not. */
  readonly discounts?: DiscountsDetail
  readonly citation: string | null
  readonly at: Place
}

export interface DiscountsDetail {
  readonly items: readonly {
    readonly name: string
    readonly title: string
    readonly status: 'granted' | 'does not apply'
    /** As a fraction: `0.05`; null where it does not apply. */
    readonly percent: string | null
    readonly citation: string | null
  }[]
  /** Before the cap, the cap (null: none), and what was taken. */
  readonly sum: string
  readonly atMost: string | null
  readonly taken: string
}

export interface CoveragePremium {
  /** null where the premium is not per coverage. */
  readonly coverage: string | null
  readonly title: string
  /** `limit 50/100`, in the order of the coverage's terms. */
  readonly terms: readonly { readonly name: string; readonly value: string }[]
  readonly lines: readonly WorksheetLine[]
  readonly premium: string
}

export interface WorksheetSection {
  /** `policy` or the kind of entity; `number` is its 1-based place in the facts. */
  readonly entity: string
  readonly number: number
  readonly title: string
  readonly premiums: readonly CoveragePremium[]
  readonly subtotal: string
}

/** What became of the sum of the premiums, where the plan has steps for it. */
export interface PolicyTotal {
  /** The sum of the premiums. */
  readonly before: string
  readonly lines: readonly WorksheetLine[]
  readonly premium: string
}

export interface WorksheetFee {
  readonly kind: 'fee' | 'charge' | 'tax'
  readonly name: string
  /** The day from which it counts; null: ever. */
  readonly from: string | null
  readonly title: string
  readonly status: LineStatus
  readonly entity: string
  /** How many were charged, such as the number of vehicles. */
  readonly count: number
  /** `5.00 x 1 vehicle x 6/12`. */
  readonly filledIn: string
  readonly amount: string
  readonly rounding: string | null
  readonly citation: string | null
  readonly at: Place
}

/** Who was assigned to one of a list. */
export interface WorksheetAssignment {
  readonly name: string
  readonly entity: string
  readonly number: number
  readonly takenEntity: string
  /** Its number; null: none. */
  readonly takes: number | null
  /** What both were ranked by, with their places. */
  readonly because: string
  readonly citation: string | null
}

export interface RuleOutcome {
  readonly rule: string
  readonly title: string | null
  readonly action: 'decline' | 'refer' | 'require'
  readonly reason: string
  readonly to: string | null
  readonly citation: string | null
  /** The facts that decided it, such as `vehicles: symbol 22`. */
  readonly because: string
}

export interface Worksheet {
  readonly plan: {
    readonly name: string
    readonly title: string
    readonly version: string
    readonly state: string
  }
  readonly programHash: string
  readonly effectiveOn: string
  readonly currency: string
  readonly decision: Decision
  readonly applied: readonly RuleOutcome[]
  readonly notApplied: readonly RuleOutcome[]
  /** Where the plan assigns something. */
  readonly assignments?: readonly WorksheetAssignment[]
  readonly sections: readonly WorksheetSection[]
  readonly policyTotal?: PolicyTotal
  readonly fees: readonly WorksheetFee[]
  readonly premium: string
  readonly feeTotal: string
  readonly total: string
}

/** What a rating came to: a worksheet without the lines that lead there. */
export interface RatingSummary extends Omit<
  Worksheet,
  'notApplied' | 'assignments' | 'sections' | 'policyTotal' | 'fees'
> {
  readonly sections: readonly (Pick<WorksheetSection, 'entity' | 'number'> & {
    readonly premiums: readonly Omit<CoveragePremium, 'lines'>[]
  })[]
  readonly fees: readonly Pick<WorksheetFee, 'name' | 'title' | 'amount'>[]
}

/** One thing wrong with the facts, with the place both as people and as JSON Pointer say it. */
export interface FactError {
  /** `drivers[1].licensed_on`, counted from 0 as in the JSON. */
  readonly path: string
  /** `/drivers/1/licensed_on`. */
  readonly pointer: string
  /** `required`, `unknown_field`, `wrong_type`, `out_of_range`, `not_a_choice`, `not_a_date`, `too_many`, `too_few`, `needs_coverage`, `check_failed`, `outside_table`, … */
  readonly code: string
  readonly message: string
  readonly help: string | null
}

/** A risk that the plan rates. Each part is written when it is first read, and costs the less the less it tells. */
export interface Rated {
  readonly ok: true
  readonly worksheet: Worksheet
  readonly summary: RatingSummary
  /** Every number that it came to, as `writeFigures` has it. */
  readonly figures: string
}

export type RatingOutcome = Rated | { readonly ok: false; readonly errors: readonly FactError[] }
