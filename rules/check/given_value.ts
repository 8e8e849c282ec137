import { suggest } from '../diagnostics/suggestion.ts'
import { choiceInJson } from '../facts/facts.ts'
import { compare } from '../money/arithmetic.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import type { FieldShape } from '../plan/shape.ts'
import type { Expr } from '../syntax/ast.ts'
import { didYouMean } from './did_you_mean.ts'
import { isCalendarDate } from './resolve_date.ts'
import { ungroup } from './resolver.ts'
import type { Report } from './report.ts'
import { listed } from './types.ts'

export type JsonValue = string | number | boolean

/** An answer as written in an example or an assumption, as the facts' JSON has it; null where reported. */
export function givenValue(expr: Expr, field: FieldShape, report: Report): JsonValue | null {
  const inner = ungroup(expr)
  const { type } = field
  const wrong = (expected: string, instead?: string): null =>
    report.error('RATE225', expr.span, `"${field.name}" is ${expected}`, { instead })
  const text = writtenText(inner)
  switch (type.kind) {
    case 'date':
      if (inner.kind !== 'date') return wrong('a date such as 2026-05-01')
      return isCalendarDate(inner.text) ? inner.text : null
    case 'months':
      return (
        type.choices.find((choice) => String(choice) === text) ??
        wrong(`one of ${listed(type.choices.map(String))}`)
      )
    case 'integer': {
      const value = text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : null
      const isInside = value !== null && value >= type.low && value <= type.high
      return isInside ? value : wrong(`a whole number from ${type.low} to ${type.high}`)
    }
    case 'money':
    case 'factor': {
      const value = text === null ? null : parseDecimal(text)
      const [low, high] = [parseDecimal(type.low), parseDecimal(type.high)]
      const isInside = value && low && high && compare(value, low) >= 0 && compare(value, high) <= 0
      const what = type.kind === 'money' ? 'an amount' : 'a factor'
      return isInside && text !== null ? text : wrong(`${what} from ${type.low} to ${type.high}`)
    }
    case 'text':
      if (inner.kind !== 'text') return wrong('a text in quotes')
      return inner.text.length <= type.maxLength
        ? inner.text
        : wrong(`a text of at most ${type.maxLength} characters`)
    case 'zip':
      return text !== null && /^\d{5}$/.test(text) ? text : wrong('a ZIP code of five digits')
    case 'vin':
      return text !== null && /^[A-HJ-NPR-Z0-9]{17}$/.test(text)
        ? text
        : wrong('a VIN of 17 characters')
    case 'yes_no':
      return inner.kind === 'yes_no' ? inner.value : wrong('yes or no')
    case 'choice': {
      if (text !== null && type.choices.includes(text)) return choiceInJson(text)
      return wrong(
        `one of ${listed(type.choices)}${text === null ? '' : didYouMean(text, type.choices)}`,
        text === null ? undefined : suggest(text, type.choices)
      )
    }
    case 'entity':
      return text !== null && /^[1-9]\d{0,3}$/.test(text)
        ? Number(text)
        : wrong(`the number of a ${type.entity}, the first being 1`)
  }
}

/** A literal as one text; `none` and `78701` are texts here, and `-5` is one. */
function writtenText(expr: Expr): string | null {
  switch (expr.kind) {
    case 'number':
    case 'limit':
    case 'text':
      return expr.text
    case 'name':
      return expr.name
    case 'negate':
      return expr.operand.kind === 'number' ? `-${expr.operand.text}` : null
    default:
      return null
  }
}
