/**
 * The tree of a `.rate` source. Every node carries its span; nothing is resolved yet: a `Name` may
 * still turn out to be a field, a `let`, a table, a coverage or a choice. Parsing always yields a
 * tree; parts that could not be read are left out and reported as diagnostics.
 */
import type { Span } from '../source.ts'

interface Node {
  readonly span: Span
}

/** A name as written, such as `born_on`, `BI` or `UW-4`. */
export interface Ident extends Node {
  readonly name: string
}

export interface Title extends Node {
  readonly text: string
}

/** What stands between square brackets after a statement: `[Tex. Ins. Code 1952.152]`. */
export interface Citation extends Node {
  readonly text: string
}

// ---- expressions (values and conditions are one grammar; types are checked later) ----

export interface NumberLiteral extends Node {
  readonly kind: 'number'
  /** Digits as written, so that no float is ever involved: `0.940`. */
  readonly text: string
}
/** `30/60` without spaces, or a choice such as `1A`. */
export interface LimitLiteral extends Node {
  readonly kind: 'limit'
  readonly text: string
}
export interface DateLiteral extends Node {
  readonly kind: 'date'
  /** `YYYY-MM-DD` as written. */
  readonly text: string
}
export interface TextLiteral extends Node {
  readonly kind: 'text'
  readonly text: string
}
export interface YesNoLiteral extends Node {
  readonly kind: 'yes_no'
  readonly value: boolean
}
export interface NameExpr extends Node {
  readonly kind: 'name'
  readonly name: string
}
/** `policy.term`, `operator.course_on`. */
export interface MemberExpr extends Node {
  readonly kind: 'member'
  readonly object: NameExpr | MemberExpr
  readonly member: Ident
}
/** `class_factor[age, marital_status]`: a table or a `let` with parameters. */
export interface IndexExpr extends Node {
  readonly kind: 'index'
  readonly target: Ident
  readonly args: readonly Expr[]
  /** Which of a table's values: `rate of rate_band[amount]`. */
  readonly column?: Ident
}
export interface BinaryExpr extends Node {
  readonly kind: 'binary'
  readonly op: '+' | '-' | '*' | '/'
  readonly left: Expr
  readonly right: Expr
}
export interface NegateExpr extends Node {
  readonly kind: 'negate'
  readonly operand: Expr
}
/** `12 %`. */
export interface PercentExpr extends Node {
  readonly kind: 'percent'
  readonly operand: Expr
}
/** `12 % of premium`. */
export interface PercentOfExpr extends Node {
  readonly kind: 'percent_of'
  readonly percent: Expr
  readonly whole: Expr
}
/** Brackets are kept so that the formatter prints what was written. */
export interface GroupExpr extends Node {
  readonly kind: 'group'
  readonly inner: Expr
}
export type CompareOp = 'is' | 'is not' | '<' | '<=' | '>' | '>='
/** `at least`, `at most` in a condition are written `>=`, `<=` by the formatter only if so written; `words` keeps the choice. */
export interface CompareExpr extends Node {
  readonly kind: 'compare'
  readonly op: CompareOp
  readonly words: boolean
  readonly left: Expr
  readonly right: Expr
}
/** `coverage in COMP, COLL`. */
export interface InExpr extends Node {
  readonly kind: 'in'
  readonly negated: boolean
  readonly operand: Expr
  readonly choices: readonly Expr[]
}
/** `score is 100 to 250`, both ends included. */
export interface RangeExpr extends Node {
  readonly kind: 'range'
  readonly operand: Expr
  readonly low: Expr
  readonly high: Expr
}
/** `course_on is given`, `course_on is not given`. */
export interface GivenExpr extends Node {
  readonly kind: 'given'
  readonly negated: boolean
  readonly operand: Expr
}
/** `course_on within 3 years before policy.effective_on`: both ends included. */
export interface WithinExpr extends Node {
  readonly kind: 'within'
  readonly operand: Expr
  readonly amount: Expr
  readonly unit: DateUnit
  readonly direction: 'before' | 'after'
  readonly anchor: Expr
}
export interface LogicalExpr extends Node {
  readonly kind: 'and' | 'or'
  readonly operands: readonly Expr[]
}
export interface NotExpr extends Node {
  readonly kind: 'not'
  readonly operand: Expr
}
/**
 * `any driver has ...`, `every driver is_clean`, `no violation with ...`, `any driver has at least 2
 * violations with ...`. `entity` is the word as written, singular or plural.
 */
export interface QuantifiedExpr extends Node {
  readonly kind: 'quantified'
  readonly quantifier: 'any' | 'every' | 'no' | 'at least' | 'at most'
  /** Only with `at least` and `at most`. */
  readonly count?: Expr
  readonly entity: Ident
  /** `with`, `has`, or none as in `every driver is_clean`. */
  readonly link: 'with' | 'has' | 'bare'
  readonly condition?: Expr
}
/** `vehicle has COLL`, `coverage has limit`, `vehicle has BI with limit at least 30/60`. */
export interface HasExpr extends Node {
  readonly kind: 'has'
  readonly subject: NameExpr | MemberExpr
  readonly condition: Expr
}
/** `BI with limit at least 30/60` after `has`. */
export interface CoverageWithExpr extends Node {
  readonly kind: 'coverage_with'
  readonly coverage: Ident
  readonly condition: Expr
}
export type AggregateKind = 'sum' | 'count' | 'highest' | 'lowest' | 'average'
/** `sum of EXPR over violations [with COND]`; `count of violations [with COND]` has no `each`. */
export interface AggregateExpr extends Node {
  readonly kind: 'aggregate'
  readonly aggregate: AggregateKind
  readonly each?: Expr
  readonly over: Ident
  readonly condition?: Expr
  /** `2nd highest of ...`: only of the highest and the lowest. */
  readonly nth?: number
  /** `..., or 0 when there are fewer`: only with `nth`. */
  readonly fewer?: Expr
}
export type DateUnit = 'years' | 'months' | 'days'
/** `whole years from born_on to policy.effective_on`. */
export interface WholeExpr extends Node {
  readonly kind: 'whole'
  readonly unit: DateUnit
  readonly from: Expr
  readonly to: Expr
}
/** `year of policy.effective_on`: the calendar year, an integer. */
export interface YearExpr extends Node {
  readonly kind: 'year'
  readonly date: Expr
}
/** `3 years before policy.effective_on`. */
export interface ShiftExpr extends Node {
  readonly kind: 'shift'
  readonly amount: Expr
  readonly unit: DateUnit
  readonly direction: 'before' | 'after'
  readonly date: Expr
}
/** `EXPR, at most 12` after a value. */
export interface BoundedExpr extends Node {
  readonly kind: 'bounded'
  readonly bound: 'at most' | 'at least'
  readonly operand: Expr
  readonly limit: Expr
}
/** `EXPR rounded to 0.01 [half up]` after a value. */
export interface RoundedExpr extends Node {
  readonly kind: 'rounded'
  readonly operand: Expr
  readonly to: NumberLiteral
  readonly mode?: RoundingMode
}
export type RoundingMode = 'up' | 'down' | 'half up' | 'half down' | 'half even'

export type Expr =
  | NumberLiteral
  | LimitLiteral
  | DateLiteral
  | TextLiteral
  | YesNoLiteral
  | NameExpr
  | MemberExpr
  | IndexExpr
  | BinaryExpr
  | NegateExpr
  | PercentExpr
  | PercentOfExpr
  | GroupExpr
  | CompareExpr
  | InExpr
  | RangeExpr
  | GivenExpr
  | WithinExpr
  | LogicalExpr
  | NotExpr
  | QuantifiedExpr
  | HasExpr
  | CoverageWithExpr
  | AggregateExpr
  | WholeExpr
  | YearExpr
  | ShiftExpr
  | BoundedExpr
  | RoundedExpr

// ---- product ----

/** A choice of a list: a name, a number or a limit, kept as written. */
export interface Choice extends Node {
  readonly text: string
}
export type FieldType =
  | { readonly kind: 'date'; readonly bound?: DateBound; readonly span: Span }
  | { readonly kind: 'months'; readonly choices: readonly NumberLiteral[]; readonly span: Span }
  | {
      readonly kind: 'integer'
      readonly low: NumberLiteral
      readonly high: NumberLiteral
      readonly span: Span
    }
  | {
      readonly kind: 'money' | 'factor'
      readonly low: NumberLiteral
      readonly high: NumberLiteral
      readonly span: Span
    }
  | { readonly kind: 'text'; readonly maxLength: NumberLiteral; readonly span: Span }
  | { readonly kind: 'yes_no'; readonly span: Span }
  | { readonly kind: 'zip'; readonly span: Span }
  | { readonly kind: 'vin'; readonly span: Span }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly span: Span }
  /** The name of another entity: `principal driver`. */
  | { readonly kind: 'entity'; readonly entity: Ident; readonly span: Span }

/** `14 to 110 years before policy.effective_on` or `up to policy.effective_on`. */
export type DateBound =
  | {
      readonly kind: 'years_before'
      readonly low: NumberLiteral
      readonly high: NumberLiteral
      readonly anchor: Expr
    }
  | { readonly kind: 'up_to'; readonly anchor: Expr }

export type FieldFlag = 'optional' | 'private' | 'sensitive'
export interface FieldDecl extends Node {
  readonly kind: 'field'
  readonly name: Ident
  readonly type: FieldType
  readonly title?: Title
  readonly flags: readonly FieldFlag[]
  readonly citation?: Citation
}
/** `driver 1 to 8` with its fields and the entities inside it; `policy` has no bounds and is always there once. */
export interface EntityDecl extends Node {
  readonly kind: 'entity'
  readonly name: Ident
  readonly low?: NumberLiteral
  readonly high?: NumberLiteral
  readonly fields: readonly FieldDecl[]
  readonly entities: readonly EntityDecl[]
}
/** `limit 30/60, 50/100` of a coverage. */
export interface CoverageTerm extends Node {
  readonly name: Ident
  readonly choices: readonly Choice[]
}
/** In a product a coverage is required unless `optional`; in an `adapt` block what is not written stays. */
export interface CoverageDecl extends Node {
  readonly kind: 'coverage'
  readonly name: Ident
  readonly title?: Title
  readonly terms: readonly CoverageTerm[]
  readonly presence?: 'optional' | 'required'
  readonly needs: readonly Ident[]
  readonly citation?: Citation
}
export interface CoverageBlock extends Node {
  readonly kind: 'coverages'
  /** The entity that carries them: `vehicle` or `policy`. */
  readonly of: Ident
  readonly coverages: readonly CoverageDecl[]
}
export interface ProductCheck extends Node {
  readonly kind: 'check'
  readonly condition: Expr
  readonly message: Title
}
export interface Assumption extends Node {
  readonly field: Ident
  readonly value: Expr
}
export interface AssumeBlock extends Node {
  readonly kind: 'assume'
  readonly assumptions: readonly Assumption[]
}
export interface ProductFile extends Node {
  readonly kind: 'product_file'
  readonly name?: Ident
  readonly title?: Title
  readonly currency?: Ident
  readonly items: readonly (EntityDecl | CoverageBlock | ProductCheck | AssumeBlock)[]
  readonly comments: readonly Comment[]
}

// ---- plan ----

export interface PlanHeader extends Node {
  readonly name?: Ident
  readonly title?: Title
  readonly of?: Ident
  /** The countrywide plan whose statements it inherits. */
  readonly extends?: Ident
  readonly in?: Ident
  /** Text: 2026.10 is not 2026.1. */
  readonly version?: Title
  readonly newBusinessFrom?: DateLiteral
  readonly renewalsFrom?: DateLiteral
  readonly rounding?: RoundingMode
}
/** `ask policy antitheft none, passive "Title"`. */
export interface AskDecl extends Node {
  readonly kind: 'ask'
  readonly entity: Ident
  readonly field: FieldDecl
}
/** What a state changes of its product. */
export interface AdaptBlock extends Node {
  readonly kind: 'adapt'
  readonly product: Ident
  readonly items: readonly (CoverageBlock | CoverageDecl | AskDecl)[]
}
export interface TableKey extends Node {
  /** The column's name: the last part of a dotted name. */
  readonly name: Ident
  readonly inBand: boolean
  /** `in text band`: such as `A100 to A999`. */
  readonly inTextBand: boolean
  /** `next row up`: the first row whose number is not less. */
  readonly nextRowUp: boolean
  /** Only of a key that is interpolated: what lies outside its first and last row. */
  readonly ends?: Ends
}
/** `flat at ends`, `error outside`, `extended at ends`. */
export type Ends = 'flat' | 'refused' | 'extended'
/** `rate factor`, or `factor` alone. */
export interface TableColumn extends Node {
  readonly name?: Ident
  readonly type: Ident
}
export interface TableCell extends Node {
  readonly text: string
}
export interface TableDecl extends Node {
  readonly kind: 'table'
  readonly name: Ident
  readonly keys: readonly TableKey[]
  readonly errorOutside: boolean
  readonly firstMatch: boolean
  /** One without a name, or several with one each. */
  readonly gives: readonly TableColumn[]
  /** The first day of cover from which this edition of the table counts. */
  readonly from?: DateLiteral
  /** Exactly one of `file` and `rows`. */
  readonly file?: Title
  readonly rows?: readonly { readonly cells: readonly TableCell[]; readonly span: Span }[]
  readonly citation?: Citation
}
export interface LetDecl extends Node {
  readonly kind: 'let'
  readonly name: Ident
  /** `of driver, coverage`; empty for the policy. */
  readonly of: readonly Ident[]
  readonly value: Expr | CasesValue | AssignValue
  readonly citation?: Citation
}
/** `constant daily_wage 27603 from 2019-01-01`: one of the series of that name. */
export interface ConstantDecl extends Node {
  readonly kind: 'constant'
  readonly name: Ident
  readonly value: Expr
  readonly from?: DateLiteral
  readonly citation?: Citation
}

/** What stands below `assign operator to each vehicle`: a `let` of each vehicle that is one of the drivers. */
export interface AssignValue extends Node {
  readonly kind: 'assign'
  readonly lines: readonly AssignLine[]
}
export type AssignLine =
  /** `rank drivers by operator_factor[COLL] highest first, years lowest first`. */
  | {
      readonly kind: 'rank'
      readonly entity: Ident
      readonly by: readonly Ranking[]
      readonly span: Span
    }
  /** `ties in order of entry`. */
  | { readonly kind: 'ties'; readonly span: Span }
  /** `vehicle left over takes the driver with the lowest EXPR`, `takes no driver`, `is not assigned`. */
  | {
      readonly kind: 'left_over'
      readonly entity: Ident
      /** Absent: it is not assigned. */
      readonly takes?: { readonly entity: Ident; readonly with?: Ranking }
      readonly span: Span
    }
/** `operator_factor[COLL] highest first`; or, of what is taken, `with the highest operator_factor[COLL]`. */
export interface Ranking extends Node {
  readonly by: Expr
  readonly first: 'highest' | 'lowest'
}
/** The lines below a `let` without `=`: the value of the first whose condition holds. */
export interface CasesValue extends Node {
  readonly kind: 'cases'
  /** `is one of high, moderate, low`. */
  readonly choices?: readonly Choice[]
  readonly cases: readonly CaseLine[]
}
/** `400  when vehicle_age < 1`, or `0  otherwise`, which has no condition. */
export interface CaseLine extends Node {
  readonly value: Expr
  readonly when?: Expr
}
/** `from 2026-07-01 until 2027-01-01`: the first day that something counts, and the first it doesn't. */
export interface Period {
  readonly from?: DateLiteral
  readonly until?: DateLiteral
}
/** `then decline "..."`, `then refer to underwriter "..."`, `then require "..."`. */
export interface RuleDecl extends Node, Period {
  readonly kind: 'rule'
  readonly name: Ident
  readonly title?: Title
  readonly when: Expr
  readonly then: {
    readonly action: 'decline' | 'refer' | 'require'
    readonly to?: Ident
    readonly reason: Title
    readonly span: Span
  }
  readonly citation?: Citation
}
/** `each vehicle, each coverage but PIP`. */
export interface Over extends Node {
  /** `vehicle`, or `policy`. */
  readonly entity: Ident
  readonly eachCoverage: boolean
  readonly but: readonly Ident[]
}
export interface DiscountItem extends Node, Period {
  readonly name: Ident
  readonly title?: Title
  readonly percent: Expr
  readonly when?: Expr
  readonly citation?: Citation
}
export interface DiscountsBlock extends Node {
  readonly kind: 'discounts'
  readonly over: Over
  readonly combine: 'sum' | 'product'
  readonly atMost?: Expr
  readonly items: readonly DiscountItem[]
  readonly citation?: Citation
}
export type StepOp = 'base' | 'times' | 'plus' | 'minus' | 'becomes' | 'at least' | 'at most'
export interface ArithmeticStep extends Node {
  readonly kind: 'step'
  readonly op: StepOp
  readonly operand: Expr
  readonly when?: Expr
  readonly as?: Title
  readonly citation?: Citation
}
export interface RoundStep extends Node {
  readonly kind: 'round'
  readonly to: NumberLiteral
  readonly mode?: RoundingMode
  readonly when?: Expr
  readonly as?: Title
  readonly citation?: Citation
}
/** `round every step below to 0.001`. */
export interface RoundEveryStep extends Node {
  readonly kind: 'round_every'
  readonly to: NumberLiteral
  readonly mode?: RoundingMode
}
/** Steps under one condition, with what else applies. */
export interface WhenSteps extends Node {
  readonly kind: 'when_steps'
  readonly when: Expr
  readonly steps: readonly PremiumItem[]
  readonly otherwise?: readonly PremiumItem[]
}
export type PremiumItem = ArithmeticStep | RoundStep | RoundEveryStep | WhenSteps
export interface PremiumBlock extends Node {
  readonly kind: 'premium'
  readonly over: Over
  readonly items: readonly PremiumItem[]
}
/** `total of policy` with steps on the sum of the premiums, before the fees. */
export interface TotalBlock extends Node {
  readonly kind: 'total'
  readonly items: readonly PremiumItem[]
}
/**
 * `fee mvcpa "..." 5.00 each vehicle by term [citation]`, or `charge fund 52 % of premium`; a tax is
 * a charge that is called so. Those of one name follow one another by their `from`.
 */
export interface FeeDecl extends Node, Period {
  readonly kind: 'fee'
  readonly charged: 'fee' | 'charge' | 'tax'
  readonly name: Ident
  readonly title?: Title
  readonly amount: Expr
  /** Charged once for each of these; once for the policy where absent. */
  readonly each?: Ident
  /** The months field by whose twelfths it is prorated. */
  readonly by?: Ident
  readonly rounded?: { readonly to: NumberLiteral; readonly mode?: RoundingMode }
  readonly when?: Expr
  readonly citation?: Citation
}
/** One charge whose amounts stand on lines of their own, each a charge of that name. */
export interface FeeBlock extends Node, Pick<FeeDecl, 'charged' | 'name' | 'title' | 'citation'> {
  readonly kind: 'fee_block'
  readonly alternatives: readonly FeeDecl[]
}
export interface GivenField extends Node {
  readonly name: Ident
  readonly value: Expr
}
/** `BI 50/100` or `PIP` alone or `COMP 250`: values in the order of the coverage's terms. */
export interface GivenCoverage extends Node {
  readonly name: Ident
  readonly values: readonly Choice[]
}
export interface GivenEntity extends Node {
  readonly entity: Ident
  readonly fields: readonly GivenField[]
  readonly coverages: readonly GivenCoverage[]
  readonly entities: readonly GivenEntity[]
}
export type Expectation =
  /** `BI of vehicle 1 = 158.00 by 341.00 * 0.940`; `BI of policy = ...`; `premium of driver 2 = ...`. */
  | {
      readonly kind: 'expect_premium'
      readonly coverage: Ident
      readonly entity: Ident
      readonly number?: NumberLiteral
      readonly amount: NumberLiteral
      readonly by?: Expr
      readonly span: Span
    }
  /** `fee mvcpa = 2.50 [by ...]`. */
  | {
      readonly kind: 'expect_fee'
      readonly fee: Ident
      readonly amount: NumberLiteral
      readonly by?: Expr
      readonly span: Span
    }
  /** `total = 452.50`. */
  | { readonly kind: 'expect_total'; readonly amount: NumberLiteral; readonly span: Span }
  /** `decline UW-4`, `refer UW-9`, `require UW-12`. */
  | {
      readonly kind: 'expect_rule'
      readonly action: 'decline' | 'refer' | 'require'
      readonly rule: Ident
      readonly span: Span
    }
  /** `no decline`, `no referral`, `no requirement`. */
  | {
      readonly kind: 'expect_none'
      readonly action: 'decline' | 'refer' | 'require'
      readonly span: Span
    }
export interface ExampleDecl extends Node {
  readonly kind: 'example'
  readonly title: Title
  readonly given: readonly GivenEntity[]
  readonly expect: readonly Expectation[]
}
/** `more limit but PIP` or `lower deductible`: one way to move a risk. */
export interface ExpectedMove extends Node {
  readonly direction: 'more' | 'lower'
  readonly entity?: Ident
  /** A term of coverages, an answer, a value of the plan, or an entity of which there may be more. */
  readonly name: Ident
  readonly but: readonly Ident[]
}
/** What the prices are expected to do on a book of generated risks. */
export interface ExpectDecl extends Node {
  readonly kind: 'expect'
  readonly says:
    | {
        readonly kind: 'never_less'
        readonly moves: readonly ExpectedMove[]
        /** A value that must be the same in both risks of a pair: `while operator stays`. */
        readonly stays?: Ident
      }
    | {
        readonly kind: 'mean'
        readonly entity: Ident
        /** Only those that carry all of these coverages count. */
        readonly carrying: readonly Ident[]
        readonly low: NumberLiteral
        readonly high: NumberLiteral
      }
  readonly citation?: Citation
}
/** What is taken out of a countrywide plan by its name. */
export type RemovableKind =
  'table' | 'let' | 'constant' | 'assign' | 'rule' | 'fee' | 'charge' | 'tax' | 'discount' | 'step'
/** `remove rule UW-4`, `remove step "Points"`. */
export interface RemoveDecl extends Node {
  readonly kind: 'remove'
  readonly what: RemovableKind
  readonly name: Ident
}
/** `replace step "Points"`, `insert after step "Points"`, with steps below. */
export interface StepsEdit extends Node {
  readonly kind: 'edit_steps'
  readonly edit: 'replace' | 'before' | 'after'
  readonly step: Title
  readonly items: readonly PremiumItem[]
}
/** `apply steps "Points" to "Tier" only when coverage is not TOW`; one step where there is no `last`. */
export interface ApplySteps extends Node {
  readonly kind: 'apply_steps'
  readonly first: Title
  readonly last?: Title
  readonly when: Expr
}
export type PlanItem =
  | AdaptBlock
  | TableDecl
  | LetDecl
  | ConstantDecl
  | RuleDecl
  | DiscountsBlock
  | PremiumBlock
  | TotalBlock
  | FeeDecl
  | ExpectDecl
  | FeeBlock
  | ExampleDecl
  | RemoveDecl
  | StepsEdit
  | ApplySteps
export interface PlanFile extends Node {
  readonly kind: 'plan_file'
  readonly header: PlanHeader
  readonly items: readonly PlanItem[]
  readonly comments: readonly Comment[]
}

/** A `#` comment, with whether it had a line to itself; the formatter puts it back. */
export interface Comment extends Node {
  readonly text: string
  readonly ownLine: boolean
}
