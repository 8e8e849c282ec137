import { compare } from '../money/arithmetic.ts'
import { currencyDigits } from '../money/currency.ts'
import { parseDecimal, toDecimal } from '../money/parse_decimal.ts'
import type { FieldShapeType } from '../plan/shape.ts'
import { isDate, wholeUnits } from './calendar.ts'
import { choiceInJson } from './facts.ts'
import { oneOf, shown } from './findings.ts'
import { hasCheckDigit, VIN, vinCheckDigit } from './vin.ts'

export interface FieldProblem {
  readonly code: string
  readonly message: string
  readonly help: string | null
}

/** What a field is judged by besides its own type. */
export interface FieldSurroundings {
  readonly currency: string
  /** The date under a name such as `policy.effective_on`, or null where it is missing or wrong itself. */
  readonly anchor: (name: string) => string | null
  /** How many entities of a kind a reference may choose from. */
  readonly count: (entity: string) => number
}

type Judge<Kind extends FieldShapeType['kind']> = (
  type: Extract<FieldShapeType, { readonly kind: Kind }>,
  value: unknown,
  around: FieldSurroundings
) => FieldProblem | null

/** Characters that no name or address needs and that databases refuse: controls and halves of pairs. */
const UNFIT = /[\p{Cc}\p{Cs}]/u
export const ZIP = /^\d{5}$/

/** The ninth sign of a VIN checks the others, so that a slip of the pen does not rate another vehicle. */
function misread(vin: string): FieldProblem | null {
  if (hasCheckDigit(vin)) return null
  const message = `${shown(vin)} is not a VIN: its ninth sign, which checks the others, would be ${vinCheckDigit(vin)}.`
  return { code: 'bad_check_digit', message, help: 'Read it again from the vehicle or its papers.' }
}

/** Judges one given value by its field's type: the first thing wrong with it, or null. */
export function validateField(
  type: FieldShapeType,
  value: unknown,
  around: FieldSurroundings
): FieldProblem | null {
  // Each judge takes the type of its own kind, which is the key it is found by.
  const judge = JUDGES[type.kind] as Judge<FieldShapeType['kind']>
  return judge(type, value, around)
}

const JUDGES: { readonly [Kind in FieldShapeType['kind']]: Judge<Kind> } = {
  date: ({ bound }, value, { anchor }) => {
    if (typeof value !== 'string') return wrongType('a date', value, 'Written "2026-03-01".')
    if (!isDate(value)) {
      const help = 'A day of the calendar, written "2026-03-01".'
      return { code: 'not_a_date', message: `${shown(value)} is not a date.`, help }
    }
    const other = bound && anchor(bound.anchor)
    if (!bound || !other) return null
    if (bound.kind === 'up_to') {
      return value <= other ? null : outOfRange(`lies after ${bound.anchor} (${other})`, null)
    }
    const years = wholeUnits('years', value, other)
    const fits = value <= other && years >= bound.low && years <= bound.high
    const help = `A date ${bound.low} to ${bound.high} years before ${bound.anchor} (${other}).`
    const gap = value > other ? `lies after` : `is ${years} years before`
    return fits ? null : outOfRange(`${gap} ${bound.anchor}`, help)
  },
  months: ({ choices }, value) => amongChoices(choices, value),
  integer: ({ low, high }, value) => {
    const help = `A whole number from ${low} to ${high}.`
    if (typeof value !== 'number') return wrongType('a whole number', value, help)
    if (!Number.isSafeInteger(value)) return wrongType('a whole number', value, help)
    return value >= low && value <= high ? null : outOfRange(`is ${value}`, help)
  },
  money: (bounds, value, { currency }) => {
    const digits = currencyDigits(currency)
    return decimalWithin(bounds, value, 'an amount', digits, `the ${digits} digits of ${currency}`)
  },
  factor: (bounds, value) => {
    const { digits } = bounds
    return decimalWithin(bounds, value, 'a factor', digits, `${digits} digits behind the point`)
  },
  text: ({ maxLength }, value) => {
    const help = `Text of 1 to ${maxLength} characters.`
    if (typeof value !== 'string') return wrongType('text', value, help)
    if (value.length > 2 * maxLength || [...value].length > maxLength) {
      return { code: 'too_long', message: `Longer than ${maxLength} characters.`, help }
    }
    if (value === '') return { code: 'too_short', message: 'Empty.', help }
    if (!UNFIT.test(value)) return null
    const message = 'Contains control characters or broken Unicode.'
    return { code: 'wrong_format', message, help }
  },
  yes_no: (_, value) =>
    typeof value === 'boolean' ? null : wrongType('yes or no', value, 'Either true or false.'),
  zip: (_, value) => matches(ZIP, 'a ZIP code', 'Five digits as text, such as "78701".', value),
  vin: (_, value) =>
    matches(VIN, 'a VIN', 'Seventeen capital letters and digits, without I, O and Q.', value) ??
    misread(String(value)),
  choice: ({ choices }, value) => amongChoices(choices.map(choiceInJson), value),
  entity: ({ entity }, value, { count }) => {
    const high = count(entity)
    const help = `The number of a ${entity}, counted from 1${high > 0 ? ` to ${high}` : ''}.`
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      return wrongType(`the number of a ${entity}`, value, help)
    }
    if (value >= 1 && value <= high) return null
    return { code: 'no_such_entity', message: `There is no ${entity} ${value}.`, help }
  },
}

function decimalWithin(
  { low, high }: { readonly low: string; readonly high: string },
  value: unknown,
  what: string,
  digits: number,
  most: string
): FieldProblem | null {
  const named = `${what.charAt(0).toUpperCase()}${what.slice(1)}`
  const help = `${named} from ${low} to ${high}, written as text such as "${low}".`
  if (typeof value !== 'string') return wrongType(`${what} as text`, value, help)
  const decimal = parseDecimal(value)
  if (!decimal) return wrongType(what, value, help)
  if (decimal.scale > digits) {
    const message = `${shown(value)} has more than ${most}.`
    return { code: 'too_many_digits', message, help }
  }
  const fits = compare(decimal, toDecimal(low)) >= 0 && compare(decimal, toDecimal(high)) <= 0
  return fits ? null : outOfRange(`is ${value}`, help)
}

/** Judges a value by the choices as JSON writes them. */
export function amongChoices(
  choices: readonly (string | number)[],
  value: unknown
): FieldProblem | null {
  if (choices.some((choice) => choice === value)) return null
  const help = oneOf(choices.map((choice) => JSON.stringify(choice)))
  if (typeof value !== 'string' && typeof value !== 'number') {
    return wrongType('one of the choices', value, help)
  }
  return { code: 'not_a_choice', message: `${shown(value)} is not a choice.`, help }
}

function matches(
  pattern: RegExp,
  wanted: string,
  help: string,
  value: unknown
): FieldProblem | null {
  if (typeof value !== 'string') return wrongType(`${wanted} as text`, value, help)
  if (pattern.test(value)) return null
  return { code: 'wrong_format', message: `${shown(value)} is not ${wanted}.`, help }
}

function wrongType(wanted: string, value: unknown, help: string): FieldProblem {
  return { code: 'wrong_type', message: `Expected ${wanted}, got ${shown(value)}.`, help }
}

function outOfRange(what: string, help: string | null): FieldProblem {
  return { code: 'out_of_range', message: `It ${what}.`, help }
}
