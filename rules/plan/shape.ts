/**
 * The shape of a risk as one plan sees it: the product with the state's adaptation applied. Plain
 * JSON, part of the hashed program. Request validation, JSON Schema, forms and generated risks
 * all come from it.
 */

export type FieldShapeType =
  | {
      readonly kind: 'date'
      /** The date lies at least `low` and at most `high` whole years before `anchor`, or not after it. */
      readonly bound?:
        | {
            readonly kind: 'years_before'
            readonly low: number
            readonly high: number
            readonly anchor: string
          }
        | { readonly kind: 'up_to'; readonly anchor: string }
    }
  | { readonly kind: 'months'; readonly choices: readonly number[] }
  | { readonly kind: 'integer'; readonly low: number; readonly high: number }
  /** Decimal text with at most the currency's digits; bounds as decimal text. */
  | { readonly kind: 'money'; readonly low: string; readonly high: string }
  /** Decimal text with at most so many digits behind the point; bounds as decimal text. */
  | {
      readonly kind: 'factor'
      readonly low: string
      readonly high: string
      readonly digits: number
    }
  | { readonly kind: 'text'; readonly maxLength: number }
  | { readonly kind: 'yes_no' }
  | { readonly kind: 'zip' }
  | { readonly kind: 'vin' }
  /** In JSON a choice that is a whole number is a number, any other is text. */
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** In JSON the 1-based number of the entity in its list. */
  | { readonly kind: 'entity'; readonly entity: string }

export interface FieldShape {
  readonly name: string
  readonly title: string
  readonly type: FieldShapeType
  readonly optional: boolean
  readonly private: boolean
  readonly sensitive: boolean
  /** Set when the state's plan asks it, not the product. */
  readonly askedBy?: string
  readonly citation?: string
}

export interface CoverageTermShape {
  /** `limit` or `deductible` or whatever the product calls it. */
  readonly name: string
  /** In ascending order as declared. */
  readonly choices: readonly string[]
}

export interface CoverageShape {
  readonly name: string
  readonly title: string
  readonly terms: readonly CoverageTermShape[]
  readonly optional: boolean
  /** Coverages that must be taken with this one. */
  readonly needs: readonly string[]
}

export interface EntityShape {
  /** Singular, as the plan says it: `driver`. */
  readonly name: string
  /** The key of its list in the facts: `drivers`. The root entity `policy` has none. */
  readonly list: string | null
  readonly low: number
  readonly high: number
  readonly fields: readonly FieldShape[]
  readonly entities: readonly EntityShape[]
  /** Coverages that each one may carry, under the key `coverages` of its facts. */
  readonly coverages: readonly CoverageShape[]
}

export interface ShapeCheck {
  /** The entity in whose scope the condition stands. */
  readonly entity: string
  /** The first field that it names: where an error points. */
  readonly field: string
  readonly condition: import('../program/program.ts').Condition
  readonly message: string
}

export interface ProductShape {
  readonly product: string
  readonly title: string
  readonly currency: string
  /** Always named `policy`, once. Its `entities` are the top-level lists of the facts. */
  readonly policy: EntityShape
  readonly checks: readonly ShapeCheck[]
  /** Policy fields that a quick quote may leave out, with the value taken instead. */
  readonly assumptions: Readonly<Record<string, string | number | boolean>>
}
