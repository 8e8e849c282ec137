/**
 * The checked model of a plan: every name is resolved, every value has a type, and each thing keeps
 * the span it was written at. Nothing here is JSON yet; `program/` lowers it.
 */
import type { Span } from '../source.ts'
import type { Ends, KeyCell, RoundingMode } from '../program/program.ts'
import type { FieldShape, ProductShape } from './shape.ts'

export type NumberKind = 'money' | 'factor' | 'percent' | 'integer'

export type Type =
  | { readonly kind: NumberKind }
  | { readonly kind: 'text' | 'date' | 'yes_no' }
  /** One of a list of texts; `ordered` where `<` and `at least` follow the list. */
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly ordered: boolean }
  /** The name of a coverage. */
  | { readonly kind: 'coverage' }
  | { readonly kind: 'entity'; readonly entity: string }

export type TypeKind = Type['kind']

interface Base {
  readonly type: Type
  readonly span: Span
}

export type CompareOp = 'is' | 'is not' | '<' | '<=' | '>' | '>='

/** A value or a condition; conditions have the type `yes_no`. */
export type Value =
  /** `literal`: a bare number, which may stand for money, a factor or an integer. */
  | (Base & {
      readonly kind: 'constant'
      readonly value: string | boolean
      readonly literal: boolean
    })
  | (Base & { readonly kind: 'field'; readonly entity: string; readonly field: FieldShape })
  /** A term of the coverage in scope, such as its `limit`. */
  | (Base & { readonly kind: 'term'; readonly term: string; readonly carrier: string })
  | (Base & { readonly kind: 'coverage_name' })
  /** `literal`: it stands for bare numbers, which take the type of what is beside it. */
  | (Base & { readonly kind: 'let'; readonly name: string; readonly literal: boolean })
  /** What the discounts take off, as a fraction. */
  | (Base & { readonly kind: 'discounts' })
  | (Base & {
      readonly kind: 'lookup'
      readonly table: string
      readonly keys: readonly Value[]
      readonly interpolated: boolean
      /** Which of the table's values is read. */
      readonly column: number
      /** Its name where the plan calls it by one. */
      readonly named: string | null
      readonly nameSpan: Span
    })
  | (Base & {
      readonly kind: 'arithmetic'
      readonly op: '+' | '-' | '*' | '/'
      readonly left: Value
      readonly right: Value
    })
  | (Base & { readonly kind: 'negate'; readonly operand: Value })
  | (Base & {
      readonly kind: 'bounded'
      readonly bound: 'at least' | 'at most'
      readonly operand: Value
      readonly limit: Value
    })
  | (Base & {
      readonly kind: 'rounded'
      readonly operand: Value
      readonly to: string
      readonly mode: RoundingMode
    })
  | (Base & {
      readonly kind: 'aggregate'
      readonly aggregate: 'sum' | 'count' | 'highest' | 'lowest' | 'average'
      readonly over: string
      readonly holder: string
      readonly where: Value | null
      readonly each: Value | null
      /** Which one from that end, from 1; null but with the highest and the lowest. */
      readonly nth: number | null
      /** What it is where there are fewer; null: not given. */
      readonly fewer: Value | null
    })
  | (Base & {
      readonly kind: 'whole'
      readonly unit: DateUnit
      readonly from: Value
      readonly to: Value
    })
  | (Base & { readonly kind: 'year'; readonly date: Value })
  | (Base & {
      readonly kind: 'shift'
      readonly unit: DateUnit
      readonly date: Value
      readonly amount: Value
      readonly direction: 'before' | 'after'
    })
  /** `then` judged with `entity` bound to what `is` gives. */
  | (Base & {
      readonly kind: 'within'
      readonly entity: string
      readonly is: Value
      readonly then: Value
    })
  | (Base & {
      readonly kind: 'compare'
      readonly op: CompareOp
      readonly left: Value
      readonly right: Value
    })
  /** The operand is one of these texts or numbers. */
  | (Base & {
      readonly kind: 'one_of'
      readonly operand: Value
      readonly choices: readonly string[]
      readonly negated: boolean
    })
  | (Base & { readonly kind: 'given'; readonly operand: Value; readonly negated: boolean })
  | (Base & { readonly kind: 'and' | 'or'; readonly operands: readonly Value[] })
  | (Base & { readonly kind: 'not'; readonly operand: Value })
  | (Base & {
      readonly kind: 'quantified'
      readonly quantifier: 'some' | 'every' | 'none'
      readonly over: string
      readonly holder: string
      readonly condition: Value | null
    })
  /** What belongs to the first condition that holds; without `otherwise` they were proved to cover all. */
  | (Base & {
      readonly kind: 'cases'
      readonly cases: readonly { readonly when: Value; readonly then: Value }[]
      readonly otherwise: Value | null
    })
  /** The sum of the premiums, or that of the fees before the charge that speaks of it. */
  | (Base & { readonly kind: 'premium' | 'fees' })
  /** What an earlier fee came to. */
  | (Base & { readonly kind: 'fee'; readonly name: string })
  /** There is no such value yet: what has no other is not rated. */
  | (Base & { readonly kind: 'not_in_force'; readonly name: string; readonly from: string })
  /** The one of `from` whose rank among its like is that of the `to` in scope among its own. */
  | (Base & {
      readonly kind: 'assigned'
      readonly from: string
      readonly to: string
      readonly rankFrom: readonly RankingModel[]
      readonly rankTo: readonly RankingModel[]
      /** Which of `from` one of `to` takes that is left over; null: none, so that the value is not given. */
      readonly leftOver: RankingModel | null
    })
  /** Whether the entity in scope carries that coverage. */
  | (Base & { readonly kind: 'taken'; readonly coverage: string; readonly entity: string })

/** By what something is ranked; ties of all rankings stay in the order of entry. */
export interface RankingModel {
  readonly by: Value
  readonly first: 'highest' | 'lowest'
}

export type ValueOf<K extends Value['kind']> = Extract<Value, { readonly kind: K }>
export type DateUnit = 'years' | 'months' | 'days'

export interface LetModel {
  readonly name: string
  /** Entities that must be in scope, outermost first, then `coverage`. */
  readonly of: readonly string[]
  readonly value: Value
  readonly citation: string | undefined
  readonly span: Span
}

export interface TableRow {
  readonly keys: readonly KeyCell[]
  /** One for each column of the table. */
  readonly values: readonly string[]
  readonly row: number
  readonly column: number | null
  readonly span: Span
}

export interface KeyModel {
  readonly name: string
  readonly inBand: boolean
  /** In bands of texts, such as `A100 to A999`. */
  readonly inTextBand?: true
  /** Only of a last key that is interpolated; its cells are single numbers. */
  readonly ends?: Ends
}

export interface ColumnModel {
  readonly name: string
  readonly gives: NumberKind | 'text'
  /** Whether the plan calls it by its name: then it is read as `NAME of TABLE[...]`. */
  readonly isNamed: boolean
}

export interface TableModel {
  readonly name: string
  readonly file: string | null
  readonly keys: readonly KeyModel[]
  readonly columns: readonly ColumnModel[]
  readonly rows: readonly TableRow[]
  readonly firstMatch: boolean
  readonly errorOutside: boolean
  /** False where a cell could not be read: what depends on all rows is then not judged. */
  readonly sound: boolean
  readonly citation: string | undefined
  readonly span: Span
  readonly nameSpan: Span
}

export interface RuleModel {
  readonly name: string
  readonly title: string | undefined
  readonly condition: Value
  readonly action: 'decline' | 'refer' | 'require'
  readonly to: string | undefined
  readonly reason: string
  readonly citation: string | undefined
  readonly span: Span
}

/** Where a premium or a block of discounts repeats. */
export interface OverModel {
  readonly entity: string
  /** Null where it is not per coverage. */
  readonly coverages: readonly string[] | null
}

export interface DiscountsModel {
  readonly over: OverModel
  readonly combine: 'sum' | 'product'
  readonly atMost: Value | null
  readonly items: readonly {
    readonly name: string
    readonly title: string
    readonly percent: Value
    readonly when: Value | null
    readonly citation: string | undefined
    readonly span: Span
  }[]
  readonly citation: string | undefined
  readonly span: Span
}

export interface Rounding {
  readonly to: string
  readonly mode: RoundingMode
}

export interface StepModel {
  readonly op: 'base' | 'times' | 'plus' | 'minus' | 'becomes' | 'at least' | 'at most' | 'round'
  readonly name: string
  readonly text: string
  readonly operand: Value | null
  /** Everything that must hold, and what must not, for the step to apply. */
  readonly when: Value | null
  readonly unless: Value | null
  readonly round: Rounding | null
  readonly citation: string | undefined
  readonly span: Span
}

export interface PremiumModel {
  readonly over: OverModel
  readonly steps: readonly StepModel[]
  readonly span: Span
}

/** Steps on the sum of the premiums, before the fees. */
export interface TotalModel {
  readonly steps: readonly StepModel[]
  readonly span: Span
}

export interface FeeModel {
  readonly kind: 'fee' | 'charge' | 'tax'
  readonly name: string
  /** The first day that it counts, and the first that it doesn't; null: ever. */
  readonly from: string | null
  readonly until: string | null
  readonly title: string
  readonly each: string
  readonly amount: Value
  readonly text: string
  readonly by: string | null
  readonly round: Rounding | null
  readonly when: Value | null
  readonly citation: string | undefined
  readonly span: Span
}

export interface PlanModel {
  readonly name: string
  readonly title: string
  readonly product: string
  readonly state: string
  readonly version: string
  readonly newBusinessFrom: string
  readonly renewalsFrom: string
  readonly rounding: RoundingMode
  readonly shape: ProductShape
  readonly tables: ReadonlyMap<string, TableModel>
  readonly lets: ReadonlyMap<string, LetModel>
  readonly rules: readonly RuleModel[]
  readonly discounts: DiscountsModel | null
  readonly premiums: readonly PremiumModel[]
  readonly total: TotalModel | null
  readonly fees: readonly FeeModel[]
}
