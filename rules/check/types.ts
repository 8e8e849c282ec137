import type { NumberKind, Type, Value, ValueOf } from '../plan/model.ts'

export const INTEGER: Type = { kind: 'integer' }
export const FACTOR: Type = { kind: 'factor' }
export const MONEY: Type = { kind: 'money' }
export const PERCENT: Type = { kind: 'percent' }
export const YES_NO: Type = { kind: 'yes_no' }
export const DATE: Type = { kind: 'date' }
export const TEXT: Type = { kind: 'text' }
export const COVERAGE: Type = { kind: 'coverage' }

const NUMBERS: ReadonlySet<string> = new Set(['money', 'factor', 'percent', 'integer'])

/** The kind of number a type is, or null. */
export function numberKind(type: Type): NumberKind | null {
  // The set holds exactly the number kinds.
  return NUMBERS.has(type.kind) ? (type.kind as NumberKind) : null
}

export function isNumber(value: Value): boolean {
  return numberKind(value.type) !== null
}

/**
 * A bare number as written, or what is made of such: it takes the type of what stands beside it. So
 * does a bare number times or by another that is no money, which may be an amount a piece.
 */
export function isLiteral(value: Value): boolean {
  switch (value.kind) {
    case 'constant':
    case 'let':
      return value.literal
    case 'arithmetic':
      return value.type.kind !== 'percent' && isMadeOfLiterals(value)
    case 'negate':
    case 'rounded':
      return isLiteral(value.operand)
    case 'bounded':
      return isLiteral(value.operand) && isLiteral(value.limit)
    case 'within':
      return isLiteral(value.then)
    case 'aggregate':
      return value.each !== null && isLiteral(value.each)
    case 'cases':
      return [...value.cases.map(({ then }) => then), value.otherwise].every(
        (then) => then === null || isLiteral(then)
      )
    case 'not_in_force':
      return value.type.kind !== 'percent'
    default:
      return false
  }
}

function isMadeOfLiterals({ op, left, right }: ValueOf<'arithmetic'>): boolean {
  const [ofLeft, ofRight] = [isLiteral(left), isLiteral(right)]
  if (op === '+' || op === '-') return ofLeft && ofRight
  if (left.type.kind === 'money' || right.type.kind === 'money') return false
  return ofLeft || (op === '*' && ofRight)
}

/** The type in the words of a diagnostic. */
export function typeWords(type: Type): string {
  switch (type.kind) {
    case 'money':
      return 'an amount of money'
    case 'factor':
      return 'a factor'
    case 'percent':
      return 'a percentage'
    case 'integer':
      return 'a whole number'
    case 'text':
      return 'a text'
    case 'date':
      return 'a date'
    case 'yes_no':
      return 'a yes or no'
    case 'choice':
      return `one of ${listed(type.choices)}`
    case 'coverage':
      return 'a coverage'
    case 'entity':
      return `a ${type.entity}`
  }
}

/** `a, b and 3 more`: a list that fits on a line. */
export function listed(names: readonly string[]): string {
  const shown = names.length > 8 ? names.slice(0, 6) : names
  const rest = names.length - shown.length
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ')
}
