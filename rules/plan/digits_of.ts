import { divide } from '../money/arithmetic.ts'
import { integer, isDecimal } from '../money/decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { formatExact } from '../money/format_decimal.ts'
import { boundCoverage, type DomainWorld } from './domain_of.ts'
import { interpolatedDigits } from './interpolated_values.ts'
import type { Value } from './model.ts'
import type { FieldShape } from './shape.ts'
import { possibleCases } from './static_condition.ts'

export interface DigitsWorld extends DomainWorld {
  /** The digits of what the discounts take off. */
  readonly discountDigits: number | null
  /** Filled as they are asked for. */
  readonly letDigits: Map<string, number | null>
}

/** How many digits may follow the point of a number's exact value; null where they may never end. */
export function digitsOf(value: Value, coverage: string | null, world: DigitsWorld): number | null {
  const digits = (inner: Value): number | null => digitsOf(inner, coverage, world)
  switch (value.kind) {
    case 'constant':
      return typeof value.value === 'string' ? writtenDigits(value.value) : 0
    case 'field':
      return fieldDigits(value.field)
    case 'premium':
    case 'fees':
    case 'fee':
      return 2
    case 'let':
      return letDigits(value.name, coverage, world)
    case 'discounts':
      return world.discountDigits
    case 'lookup': {
      const table = world.tables.get(value.table)
      const last = value.keys.at(-1)
      if (table?.sound && last && value.interpolated)
        return interpolatedDigits(table, value.column, digits(last))
      const rows = table?.rows ?? []
      return rows.reduce(
        (most, { values }) => Math.max(most, writtenDigits(values[value.column] ?? '')),
        0
      )
    }
    case 'arithmetic': {
      const left = digits(value.left)
      if (value.op === '/') return quotientDigits(left, value.right)
      const right = digits(value.right)
      if (left === null || right === null) return null
      return value.op === '*' ? left + right : Math.max(left, right)
    }
    case 'negate':
      return digits(value.operand)
    case 'bounded': {
      const operand = digits(value.operand)
      const limit = digits(value.limit)
      return operand === null || limit === null ? null : Math.max(operand, limit)
    }
    case 'rounded':
      return writtenDigits(value.to)
    case 'aggregate':
      if (value.aggregate === 'average') return null
      return mostOf([value.each, value.fewer].map((inner) => (inner ? digits(inner) : 0)))
    case 'cases':
      return mostOf(possibleCases(value, coverage).map(digits))
    case 'within':
      return digitsOf(value.then, boundCoverage(value, coverage), world)
    default:
      return 0
  }
}

function mostOf(digits: readonly (number | null)[]): number | null {
  return digits.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), 0)
}

function fieldDigits({ type }: FieldShape): number {
  if (type.kind === 'factor') return type.digits
  return type.kind === 'money' ? 2 : 0
}

function letDigits(name: string, coverage: string | null, world: DigitsWorld): number | null {
  const key = `${name} ${coverage ?? ''}`
  const known = world.letDigits.get(key)
  if (known !== undefined) return known
  const found = world.lets.get(name)
  const digits = found ? digitsOf(found.value, coverage, world) : 0
  world.letDigits.set(key, digits)
  return digits
}

/** The digits after the point that a decimal text needs: none for `1.00`. */
export function writtenDigits(text: string): number {
  const point = text.indexOf('.')
  return point === -1 ? 0 : text.slice(point + 1).replace(/0+$/, '').length
}

/** `x / 8` needs three digits more than `x`; `x / 12` may never end. */
function quotientDigits(left: number | null, divisor: Value): number | null {
  if (left === null || divisor.kind !== 'constant' || typeof divisor.value !== 'string') return null
  const value = parseDecimal(divisor.value)
  if (!value || !/[1-9]/.test(divisor.value)) return null
  const inverse = divide(integer(1), value)
  return isDecimal(inverse) ? left + writtenDigits(formatExact(inverse)) : null
}
