import { currencyDigits } from '../money/currency.ts'
import { multiply, add, subtract } from '../money/arithmetic.ts'
import { integer, isDecimal } from '../money/decimal.ts'
import { formatDecimal } from '../money/format_decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import { round, ROUNDINGS } from '../money/round.ts'
import type { CoverageShape, EntityShape, FieldShape, ProductShape } from '../plan/shape.ts'
import { shiftDate } from './calendar.ts'
import { choiceInJson, type EntityFacts, type Facts, type FactValue } from './facts.ts'
import { Random } from './random.ts'
import { validateFacts } from './validate_facts.ts'
import { withCheckDigit } from './vin.ts'

export interface GenerateOptions {
  /**
   * Values to choose from instead of the whole type, by `entity.field`: such as the ZIP codes that a
   * plan knows.
   */
  readonly values?: Readonly<Record<string, readonly (string | number | boolean)[]>>
  /** Whole years before its bound to choose from, by `entity.field` of a date, instead of the usual ones. */
  readonly years?: Readonly<Record<string, readonly number[]>>
  /** Whether every coverage is taken that may be, instead of some. */
  readonly allCoverages?: boolean
  /** How many of an entity there are, by its name, instead of a random number. */
  readonly counts?: Readonly<Record<string, number>>
}

const MAX_ROUNDS = 500
const FIRST_DAY = '2026-05-01'
const VIN_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'

/**
 * Random facts that pass `validateFacts`; the same shape, seed and options always give the same. The
 * ends of ranges come up far more often than chance would have it.
 * @throws Error where 500 attempts don't satisfy the product's checks.
 */
export function generateFacts(
  shape: ProductShape,
  seed: number,
  options: GenerateOptions = {}
): Facts {
  return new Generator(shape, new Random(seed), options).facts()
}

/** Makes facts from the shape, and makes anew what a check refuses. */
class Generator {
  readonly #shape: ProductShape
  readonly #random: Random
  readonly #options: GenerateOptions
  readonly #counts = new Map<string, number>()
  readonly #dates = new Map<string, string>()

  constructor(shape: ProductShape, random: Random, options: GenerateOptions) {
    this.#shape = shape
    this.#random = random
    this.#options = options
  }

  facts(): Facts {
    const { policy } = this.#shape
    for (const entity of policy.entities) this.#counts.set(entity.name, this.#howMany(entity))
    let facts: Facts = { policy: this.#own(policy), ...this.#lists(policy.entities) }
    for (let attempt = 0; attempt < MAX_ROUNDS; attempt++) {
      const result = validateFacts(this.#shape, facts)
      if (result.ok) return result.facts
      for (const { pointer } of result.errors) facts = this.#mend(facts, pointer)
    }
    throw new Error(`No facts of ${this.#shape.product} satisfy its checks`)
  }

  /** Makes the entity anew in which an error lies. */
  #mend(facts: Facts, pointer: string): Facts {
    const [, key = '', number = '0'] = pointer.split('/')
    const shape = this.#shape.policy.entities.find(({ list }) => list === key)
    const list = facts[key]
    if (!shape || !Array.isArray(list)) return { ...facts, policy: this.#own(this.#shape.policy) }
    return { ...facts, [key]: list.with(Number(number), this.#entity(shape)) }
  }

  #howMany({ name, low, high }: EntityShape): number {
    const fixed = this.#options.counts?.[name]
    if (fixed !== undefined) return fixed
    if (this.#random.happens(1, 12)) return high
    return this.#random.between(low, Math.min(high, low + 2))
  }

  #lists(entities: readonly EntityShape[]): Readonly<Record<string, readonly EntityFacts[]>> {
    return Object.fromEntries(
      entities.map((entity) => {
        const length = this.#counts.get(entity.name) ?? this.#howMany(entity)
        return [entity.list ?? entity.name, Array.from({ length }, () => this.#entity(entity))]
      })
    )
  }

  #entity(shape: EntityShape): EntityFacts {
    return { ...this.#own(shape), ...this.#lists(shape.entities) }
  }

  #own(shape: EntityShape): EntityFacts {
    const values: Record<string, FactValue> = {}
    for (const field of shape.fields) {
      if (field.optional && this.#random.happens(2, 5)) continue
      const value = this.#field(shape, field)
      values[field.name] = value
      if (typeof value === 'string') this.#dates.set(`${shape.name}.${field.name}`, value)
    }
    if (shape.coverages.length > 0) values['coverages'] = this.#coverages(shape.coverages)
    return values
  }

  #coverages(shapes: readonly CoverageShape[]): FactValue {
    const wanted = new Set(
      shapes
        .filter(
          ({ optional }) => !optional || this.#options.allCoverages || this.#random.happens(2, 3)
        )
        .map(({ name }) => name)
    )
    const taken = shapes.filter(
      ({ name, needs }) => wanted.has(name) && needs.every((needed) => wanted.has(needed))
    )
    return Object.fromEntries(
      taken.map(({ name, terms }) => [
        name,
        Object.fromEntries(
          terms.map((term) => [term.name, choiceInJson(this.#random.pick(term.choices))])
        ),
      ])
    )
  }

  #field(shape: EntityShape, { name, type }: FieldShape): string | number | boolean {
    const fixed = this.#options.values?.[`${shape.name}.${name}`]
    if (fixed) return this.#random.pick(fixed)
    switch (type.kind) {
      case 'date':
        return this.#date(shape, name, type)
      case 'months':
        return this.#random.pick(type.choices)
      case 'integer':
        return this.#number(type.low, type.high)
      case 'money':
        return this.#decimal(type, currencyDigits(this.#shape.currency))
      case 'factor':
        return this.#decimal(type, type.digits)
      case 'text':
        return `Name ${this.#random.between(1, 99)}`.slice(0, type.maxLength)
      case 'yes_no':
        return this.#random.happens(1, 2)
      case 'zip':
        return String(this.#random.between(0, 99_999)).padStart(5, '0')
      case 'vin':
        return withCheckDigit(
          Array.from({ length: 17 }, () => this.#random.pick([...VIN_LETTERS])).join('')
        )
      case 'choice':
        return choiceInJson(this.#random.pick(type.choices))
      case 'entity':
        return this.#random.between(1, Math.max(1, this.#counts.get(type.entity) ?? 1))
    }
  }

  #number(low: number, high: number): number {
    if (this.#random.happens(1, 8)) return low
    if (this.#random.happens(1, 8)) return high
    return this.#random.between(low, high)
  }

  /** The low end plus a random part of the range in ten-thousandths, with so many digits. */
  #decimal({ low, high }: { readonly low: string; readonly high: string }, digits: number): string {
    const part = { coefficient: this.#number(0, 10_000), scale: 4 }
    const range = subtract(toDecimal(high), toDecimal(low))
    const amount = add(toDecimal(low), multiply(range, part))
    const unit = digits === 0 ? integer(1) : { coefficient: 1, scale: digits }
    const rounded = round(amount, unit, ROUNDINGS.down)
    return isDecimal(amount) ? formatDecimal(rounded, digits) : low
  }

  #date(
    shape: EntityShape,
    field: string,
    { bound }: Extract<FieldShape['type'], { readonly kind: 'date' }>
  ): string {
    if (!bound) return shiftDate(FIRST_DAY, 'days', this.#random.between(0, 364))
    const name = bound.anchor.includes('.') ? bound.anchor : `${shape.name}.${bound.anchor}`
    const anchor = this.#dates.get(name) ?? FIRST_DAY
    const wanted = this.#options.years?.[`${shape.name}.${field}`]
    if (wanted) return this.#dateBefore(anchor, this.#random.pick(wanted))
    if (bound.kind === 'up_to') return this.#dateBefore(anchor, this.#number(0, 14))
    const years = this.#number(bound.low, Math.min(bound.high, bound.low + 60))
    const edge = shiftDate(anchor, 'years', -years)
    return this.#random.happens(1, 6) ? edge : this.#dateBefore(edge, 0)
  }

  /** A day at most a year before the day so many years ago; often exactly that day. */
  #dateBefore(anchor: string, years: number): string {
    const days = this.#random.happens(1, 6) ? 0 : this.#random.between(0, 364)
    return shiftDate(shiftDate(anchor, 'years', -years), 'days', -days)
  }
}
