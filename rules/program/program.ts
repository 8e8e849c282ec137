/**
 * The compiled plan: plain JSON, hashed, published, stored and replayed. Rules decide (each group
 * loads as it stands into a json-rules-engine `Engine`), tables are indexes, arithmetic is a list of
 * steps in the plan's order. rules/PROGRAM.md documents every operator and fact.
 */
import type { ProductShape } from '../plan/shape.ts'

export type RoundingMode = 'up' | 'down' | 'half up' | 'half down' | 'half even'

/** Where in the plan's source a thing was written; line and column start at 1. */
export interface Place {
  readonly line: number
  readonly column: number
  /** The countrywide plan that it stands in; absent for the plan itself. */
  readonly source?: string
}

/**
 * json-rules-engine's own condition JSON. Nested conditions stand as the value of `some`, `every` and
 * `none`. Parts of a lower priority are judged only where those of a higher one have not decided: so a
 * condition guards the look-ups behind it that may refuse. Those of a higher priority stand first.
 */
export type Condition = (
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | {
      readonly fact: string
      readonly operator: string
      readonly value: ConditionValue
    }
) & {
  /** Absent: 1. */
  readonly priority?: number
}
export type ConditionValue =
  | string
  | number
  | boolean
  | readonly (string | number)[]
  | { readonly fact: string }
  /** The nested condition of `some`, `every`, `none`: always wrapped in all, any or not. */
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

/** The type of a value at run time. `decimal` covers money, factor, percent and points. */
export type ValueType =
  'decimal' | 'integer' | 'text' | 'date' | 'yes_no' | 'choice' | 'entity' | 'list'

/**
 * An expression. Entities in scope are addressed by kind (`policy`, `driver`, `vehicle`, and
 * `coverage`); `within` binds one and evaluates in that scope.
 */
export type Expression =
  /** Decimals and integers are decimal text (`"0.940"`); yes_no is a boolean; the rest is text. */
  | { readonly op: 'constant'; readonly type: ValueType; readonly value: string | boolean }
  /** A field of the entity of that kind in scope; `entity: "coverage"` reads `limit`, `deductible`, or `name`. */
  | { readonly op: 'field'; readonly entity: string; readonly field: string }
  /** A named value (`let`, or the sum of a discounts block) in the present scope. */
  | { readonly op: 'value'; readonly name: string }
  | {
      readonly op: 'lookup'
      readonly table: string
      readonly keys: readonly Expression[]
      /** Which of the row's values; `named` where the plan calls it by its name. */
      readonly column: number
      readonly named?: string
    }
  /** On the straight line between the two rows around the last key; the table's last key says how it ends. */
  | {
      readonly op: 'interpolate'
      readonly table: string
      readonly keys: readonly Expression[]
      readonly column: number
      readonly named?: string
    }
  | {
      readonly op: 'add' | 'subtract' | 'multiply' | 'divide'
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly op: 'negate'; readonly operand: Expression }
  | {
      readonly op: 'at_least' | 'at_most'
      readonly operand: Expression
      readonly bound: Expression
    }
  | {
      readonly op: 'round'
      readonly operand: Expression
      readonly to: string
      readonly mode: RoundingMode
    }
  | {
      readonly op: 'aggregate'
      readonly kind: 'sum' | 'count' | 'highest' | 'lowest' | 'average'
      /** The kind of entity run over, bound in `where` and `each`. The list is that of the entity in scope which holds it. */
      readonly over: string
      readonly where: Condition | null
      readonly each: Expression | null
      /** The second, third, … from that end; absent: the first. */
      readonly nth?: number
      /** What it is where there are fewer; absent: nothing. */
      readonly fewer?: Expression
    }
  | {
      readonly op: 'whole'
      readonly unit: 'years' | 'months' | 'days'
      readonly from: Expression
      readonly to: Expression
    }
  /** The calendar year of a date. */
  | { readonly op: 'year'; readonly date: Expression }
  /** 29 February goes to 28 February, the 31st to the month's last day, where there is none. */
  | {
      readonly op: 'shift'
      readonly unit: 'years' | 'months' | 'days'
      readonly date: Expression
      readonly amount: Expression
      readonly direction: 'before' | 'after'
    }
  /** Binds `entity` to what `is` gives (a reference, or a coverage's name) and evaluates `then` there. */
  | {
      readonly op: 'within'
      readonly entity: string
      readonly is: Expression
      readonly then: Expression
    }
  /** What belongs to the first condition that holds. */
  | {
      readonly op: 'cases'
      readonly cases: readonly { readonly when: Condition; readonly then: Expression }[]
      readonly otherwise: Expression
    }
  /** The sum of the premiums, or that of the fees before the charge that speaks of it. */
  | { readonly op: 'premium' | 'fees' }
  /** What the fee of that name before it came to: nothing where it is not in force. */
  | { readonly op: 'fee'; readonly name: string }
  /** The quote is refused: `name` has no value before that day, which the policy's `effective_on` is. */
  | { readonly op: 'not_in_force'; readonly name: string; readonly from: string }
  /**
   * The entity of kind `from` that stands where the `to` in scope stands among its like, both ranked;
   * ties stay in the order of the facts. Where there are fewer of `from`, the first by `leftOver`, or
   * nothing where that is null. Expressions of `rankTo` are of a `to`, the others of a `from`.
   */
  | {
      readonly op: 'assign'
      readonly from: string
      readonly to: string
      readonly rankFrom: readonly Ranking[]
      readonly rankTo: readonly Ranking[]
      readonly leftOver: Ranking | null
    }
  /** A condition as a yes/no value. */
  | { readonly op: 'condition'; readonly condition: Condition }
  /** All entities of that kind which the entity in scope holds: only as a fact of `some`, `every`, `none`. */
  | { readonly op: 'list'; readonly over: string }
  /** Whether the entity in scope carries that coverage. */
  | { readonly op: 'taken'; readonly coverage: string; readonly entity: string }

/** By what something is ranked, and which end comes first. */
export interface Ranking {
  readonly by: Expression
  readonly first: 'highest' | 'lowest'
}

/** A `let` or a lifted expression: evaluated at most once per combination of the entities it is `of`. */
export interface NamedValue {
  readonly name: string
  /** Kinds of entity that must be in scope, outermost first; empty for the policy. */
  readonly of: readonly string[]
  readonly type: ValueType
  readonly expression: Expression
  readonly citation?: string
  readonly at: Place
}

/** What is meant below the first row of an interpolated key and above its last. */
export type Ends = 'flat' | 'refused' | 'extended'

/**
 * A key column holds exact texts, bands, bands of texts or the numbers to interpolate between, never two of these
 * kinds but for `not given` and `all else`. Only the last key can be interpolated.
 */
export type TableKeyShape =
  | { readonly name: string; readonly kind: 'exact' | 'band' | 'text band' }
  | { readonly name: string; readonly kind: 'interpolated'; readonly ends: Ends }

/** One cell of a key column. Bounds are decimal text; a missing bound is open. `excludesFrom`: `over 5`. */
export type KeyCell =
  | { readonly is: string }
  | {
      readonly from?: string
      readonly to?: string
      readonly includesTo: boolean
      readonly excludesFrom?: true
    }
  /** Texts as long as both ends, from one to the other by code units, both included. */
  | { readonly fromText: string; readonly toText: string }
  | { readonly notGiven: true }
  | { readonly else: true }
  /** Only in tables of first matches: any value, and one that is not given. */
  | { readonly any: true }

export interface TableProgram {
  readonly name: string
  /** The CSV's name, or null where the table stands in the plan. */
  readonly file: string | null
  readonly keys: readonly TableKeyShape[]
  readonly columns: readonly { readonly name: string; readonly type: ValueType }[]
  /** Each row: its key cells, its values (decimal text, text), and where it was written. */
  readonly rows: readonly {
    readonly keys: readonly KeyCell[]
    readonly values: readonly string[]
    /** 1-based row in the CSV (header is 1) or line in the plan; for a matrix, also the 1-based column. */
    readonly row: number
    readonly column: number | null
  }[]
  readonly firstMatch: boolean
  /**
   * Outside its rows the quote is refused, pointing at this field of the facts, or at the list of the
   * entity where the field is null: the key is worked out over it. Null where proved total.
   */
  readonly refuses: { readonly entity: string; readonly field: string | null } | null
  readonly citation?: string
  readonly at: Place
}

export type RuleEvent = {
  readonly type: 'decline' | 'refer' | 'require' | 'discount' | 'step'
  readonly params: {
    /** Position in the plan's order: events of one run are sorted by it. */
    readonly order: number
    readonly rule: string
    readonly title?: string
    readonly reason?: string
    readonly to?: string
    readonly citation?: string
  }
}

/** Exactly json-rules-engine's RuleProperties, in JSON. */
export interface RuleProgram {
  readonly name: string
  readonly priority: number
  readonly conditions: Condition
  readonly event: RuleEvent
}

/** Rules that are run together, once for each combination of `of` (empty: once for the policy). */
export interface RuleGroup {
  readonly of: readonly string[]
  readonly rules: readonly RuleProgram[]
}

export interface DiscountsProgram {
  /** Also the name of its value. */
  readonly name: string
  readonly of: readonly string[]
  readonly coverages: readonly string[] | null
  readonly combine: 'sum' | 'product'
  readonly atMost: Expression | null
  readonly items: readonly {
    readonly name: string
    readonly title: string
    readonly percent: Expression
    /** The rule that grants it; null: always. */
    readonly rule: string | null
    readonly citation?: string
    readonly at: Place
  }[]
  readonly citation?: string
  readonly at: Place
}

export interface StepProgram {
  /** Unique in the program: `premium 1 step 3`, `total step 1`. */
  readonly id: string
  readonly op: 'base' | 'times' | 'plus' | 'minus' | 'becomes' | 'at least' | 'at most' | 'round'
  /** As the manual would name it: `as "..."`, or the table's or value's name. */
  readonly name: string
  /** The operand as written. */
  readonly text: string
  readonly operand: Expression | null
  /** The coverages it applies to; null: all of its premium. */
  readonly coverages: readonly string[] | null
  /** The rule that lets it apply; null: always. `unless`: it applies when that rule did not fire. */
  readonly rule: string | null
  readonly unless: string | null
  /** The rounding after this step; null: exact. */
  readonly round: { readonly to: string; readonly mode: RoundingMode } | null
  readonly citation?: string
  readonly at: Place
}

export interface PremiumProgram {
  /** `policy` or the kind of entity it repeats over. */
  readonly entity: string
  /** The coverages it repeats over; null where the premium is not per coverage. */
  readonly coverages: readonly string[] | null
  readonly steps: readonly StepProgram[]
  readonly at: Place
}

/** Steps on the sum of all premiums, before the fees; they begin with that sum. */
export interface TotalProgram {
  readonly steps: readonly StepProgram[]
  readonly at: Place
}

export interface FeeProgram {
  /** A charge or a tax may speak of the premium and of the fees before it. */
  readonly kind: 'fee' | 'charge' | 'tax'
  /** Those of one name are in force one after another. */
  readonly name: string
  /** The first `effective_on` that it counts for, and the first that it doesn't; null: ever. */
  readonly from: string | null
  readonly until: string | null
  readonly title: string
  /** The kind of entity it is charged for, or `policy`. */
  readonly each: string
  readonly amount: Expression
  /** The amount as written. */
  readonly text: string
  /** The months field whose twelfths it is multiplied with. */
  readonly by: string | null
  readonly round: { readonly to: string; readonly mode: RoundingMode } | null
  readonly rule: string | null
  readonly citation?: string
  readonly at: Place
}

export interface Program {
  readonly format: 1
  readonly plan: {
    readonly name: string
    readonly title: string
    readonly product: string
    readonly state: string
    readonly version: string
    readonly currency: string
    readonly newBusinessFrom: string
    readonly renewalsFrom: string
  }
  readonly shape: ProductShape
  readonly tables: readonly TableProgram[]
  /** In dependency order. */
  readonly values: readonly NamedValue[]
  /** What the conditions speak of, by name as the conditions write it. */
  readonly facts: readonly NamedValue[]
  readonly groups: readonly RuleGroup[]
  readonly discounts: readonly DiscountsProgram[]
  readonly premiums: readonly PremiumProgram[]
  readonly total?: TotalProgram
  readonly fees: readonly FeeProgram[]
  /** The compiler's worst case over the declared bounds. */
  readonly worstCase: { readonly steps: number; readonly lookups: number; readonly rules: number }
}

/** A program with the sha256 of its canonical JSON (keys sorted, no white space), in lower-case hex. */
export interface HashedProgram {
  readonly program: Program
  readonly hash: string
}
