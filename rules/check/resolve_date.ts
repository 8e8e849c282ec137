import type { DateLiteral, ShiftExpr, WholeExpr, YearExpr } from '../syntax/ast.ts'
import type { Expr } from '../syntax/ast.ts'
import type { Value } from '../plan/model.ts'
import { resolve, resolveNumber, type World } from './resolver.ts'
import type { Scope } from './scope.ts'
import { DATE, INTEGER, typeWords } from './types.ts'

/** A day that the calendar has; the parser has reported any other. */
export function resolveDate(expr: DateLiteral): Value | null {
  if (!isCalendarDate(expr.text)) return null
  return { kind: 'constant', type: DATE, span: expr.span, value: expr.text, literal: false }
}

/** Whether the text is a day of the Gregorian calendar, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return year >= 1 && day >= 1 && day <= (lengths[month - 1] ?? 0)
}

function date(expr: Expr, scope: Scope, world: World): Value | null {
  const value = resolve(expr, scope, world)
  if (!value || value.type.kind === 'date') return value
  return world.report.error(
    'RATE303',
    expr.span,
    `A date is expected here, not ${typeWords(value.type)}`
  )
}

/** `whole years from A to B`. */
export function resolveWhole(expr: WholeExpr, scope: Scope, world: World): Value | null {
  const from = date(expr.from, scope, world)
  const to = date(expr.to, scope, world)
  return from && to && { kind: 'whole', type: INTEGER, span: expr.span, unit: expr.unit, from, to }
}

/** `year of A`. */
export function resolveYear(expr: YearExpr, scope: Scope, world: World): Value | null {
  const value = date(expr.date, scope, world)
  return value && { kind: 'year', type: INTEGER, span: expr.span, date: value }
}

/** `3 years before A`. */
export function resolveShift(
  expr: Pick<ShiftExpr, 'amount' | 'unit' | 'direction' | 'date' | 'span'>,
  scope: Scope,
  world: World
): Value | null {
  const amount = resolveNumber(expr.amount, scope, world)
  const value = date(expr.date, scope, world)
  if (!amount || !value) return null
  if (amount.type.kind !== 'integer') {
    return world.report.error(
      'RATE303',
      expr.amount.span,
      `A number of ${expr.unit} is a whole number`
    )
  }
  const { span, unit, direction } = expr
  return { kind: 'shift', type: DATE, span, unit, direction, date: value, amount }
}
