import { currencyDigits } from '../../money/currency.ts'
import type { FieldShape } from '../../plan/shape.ts'
import type { Coverage, Kind, Layout } from '../layout.ts'

/** How a fact becomes a number. */
export type Reading = 'number' | 'date' | 'code' | 'yes_no' | 'money' | 'class'

/** One input column: a field of a kind of entity, or a coverage of it with one of its terms. */
export interface Column {
  readonly kind: Kind
  readonly source:
    | { readonly is: 'field'; readonly field: FieldShape }
    /** The class of a text among the ends of bands. */
    | { readonly is: 'class'; readonly field: FieldShape; readonly ends: readonly string[] }
    /** 1 where it is taken and 0 where not. */
    | { readonly is: 'taken'; readonly coverage: Coverage }
    | { readonly is: 'term'; readonly coverage: Coverage; readonly term: string }
  readonly reading: Reading
  /** May hold `NOT_GIVEN`, or NaN where it holds money. */
  readonly optional: boolean
  /** The digits after the point; amounts of money are whole numbers at the currency's. */
  readonly scale: number
}

/** The columns that a program reads, numbered as they are first asked for. */
export class Columns {
  readonly all: Column[] = []
  readonly #layout: Layout
  readonly #numbers = new Map<string, number>()

  constructor(layout: Layout) {
    this.#layout = layout
  }

  field(kind: Kind, field: FieldShape): number {
    const reading = readingOf(field.type.kind)
    const scale = reading === 'money' ? currencyDigits(this.#layout.currency) : 0
    return this.#add(`${kind.name} field ${field.name}`, {
      kind,
      source: { is: 'field', field },
      reading,
      optional: field.optional,
      scale,
    })
  }

  class(kind: Kind, field: FieldShape, ends: readonly string[]): number {
    return this.#add(`${kind.name} class ${field.name} ${JSON.stringify(ends)}`, {
      kind,
      source: { is: 'class', field, ends },
      reading: 'class',
      optional: false,
      scale: 0,
    })
  }

  taken(coverage: Coverage): number {
    return this.#add(`taken ${coverage.name}`, {
      kind: coverage.carrier,
      source: { is: 'taken', coverage },
      reading: 'yes_no',
      optional: false,
      scale: 0,
    })
  }

  term(coverage: Coverage, term: string): number {
    return this.#add(`term ${coverage.name} ${term}`, {
      kind: coverage.carrier,
      source: { is: 'term', coverage, term },
      reading: 'code',
      optional: true,
      scale: 0,
    })
  }

  column(number: number): Column {
    const column = this.all[number]
    if (!column) throw new RangeError(`There is no column ${number}`)
    return column
  }

  #add(key: string, column: Column): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.all.push(column) - 1
    this.#numbers.set(key, number)
    return number
  }
}

function readingOf(type: FieldShape['type']['kind']): Reading {
  switch (type) {
    case 'months':
    case 'integer':
    case 'entity':
      return 'number'
    case 'money':
      return 'money'
    case 'yes_no':
      return 'yes_no'
    case 'date':
      return 'date'
    default:
      return 'code'
  }
}
