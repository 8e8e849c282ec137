import { currencyDigits } from '../money/currency.ts'
import { POWERS_OF_TEN, decimal } from '../money/decimal.ts'
import { formatDecimal } from '../money/format_decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import { choiceInJson } from '../facts/facts.ts'
import type { FieldShape } from '../plan/shape.ts'
import type { Random } from '../facts/random.ts'

type Answer = string | number

/** Whether the answers of a field go from less to more. */
export function movableField({ type }: Pick<FieldShape, 'type'>): boolean {
  if (type.kind === 'choice') return type.choices.every((choice) => /^\d/.test(choice))
  return type.kind === 'integer' || type.kind === 'months' || type.kind === 'money'
}

/**
 * Two answers, the smaller first: neighbours among `edges` and the ends as a rule, where a rate would
 * turn. Null where there are no two.
 */
export function twoAnswers(
  { type }: Pick<FieldShape, 'type'>,
  edges: readonly number[],
  currency: string,
  random: Random
): readonly [Answer, Answer] | null {
  switch (type.kind) {
    case 'months':
      return neighbours(type.choices, random)
    case 'choice':
      return neighbours(type.choices.map(choiceInJson), random)
    case 'integer': {
      const inside = edges.filter((edge) => edge >= type.low && edge <= type.high)
      const some = [...inside, random.between(type.low, type.high), type.low, type.high]
      return neighbours(ascending(some), random)
    }
    case 'money': {
      const digits = currencyDigits(currency)
      const [low, high] = [inUnits(type.low, digits), inUnits(type.high, digits)]
      const some = [low, high, random.between(low, high), random.between(low, high)]
      const pair = neighbours(ascending(some), random)
      return pair && [inText(pair[0], digits), inText(pair[1], digits)]
    }
    default:
      return null
  }
}

function neighbours<T>(values: readonly T[], random: Random): readonly [T, T] | null {
  if (values.length < 2) return null
  const at = random.between(0, values.length - 2)
  const [low, high] = [values[at], values[at + 1]]
  return low === undefined || high === undefined ? null : [low, high]
}

function ascending(values: readonly number[]): readonly number[] {
  return [...new Set(values)].toSorted((a, b) => a - b)
}

/** An amount in the smallest coin; the bounds of a field are far within what a number holds. */
function inUnits(text: string, digits: number): number {
  const { coefficient, scale } = toDecimal(text)
  return Number(coefficient) * (POWERS_OF_TEN[digits - scale] ?? 1)
}

function inText(units: number, digits: number): string {
  return formatDecimal(decimal(BigInt(units), digits))
}
