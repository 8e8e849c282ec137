import { multiply } from '../money/arithmetic.ts'
import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import type { BinaryExpr, PercentExpr, PercentOfExpr } from '../syntax/ast.ts'
import type { NumberKind, Type, Value } from '../plan/model.ts'
import { resolve, resolveNumber, type World } from './resolver.ts'
import type { Scope } from './scope.ts'
import { isLiteral, numberKind, PERCENT, typeWords } from './types.ts'

const HUNDREDTH = { coefficient: 1, scale: 2 }

/** `+ - * /` of two numbers, with the kind of number that results. */
export function resolveArithmetic(expr: BinaryExpr, scope: Scope, world: World): Value | null {
  const left = resolve(expr.left, scope, world)
  const right = resolve(expr.right, scope, world)
  if (!left || !right) return null
  const type = resultType(expr, left, right, world)
  return type && { kind: 'arithmetic', type, span: expr.span, op: expr.op, left, right }
}

function resultType(expr: BinaryExpr, left: Value, right: Value, world: World): Type | null {
  const a = numberKind(left.type)
  const b = numberKind(right.type)
  if (a === null || b === null) {
    const odd = a === null ? left : right
    const help =
      odd.type.kind === 'date'
        ? 'say "3 years before DATE", or "whole years from DATE to DATE"'
        : undefined
    return world.report.error(
      'RATE303',
      odd.span,
      `"${expr.op}" works on numbers, but this is ${typeWords(odd.type)}`,
      { help }
    )
  }
  if (expr.op === '/' && isZero(right)) {
    return world.report.error('RATE321', right.span, 'Nothing can be divided by zero')
  }
  const kind =
    expr.op === '*' || expr.op === '/' ? scaled(expr.op, a, b) : summed(a, b, left, right)
  if (kind) return { kind }
  if (a === 'money' && b === 'money') {
    return world.report.error('RATE305', expr.span, 'Money times money means nothing', {
      help: 'one of the two should be a factor or a percentage',
    })
  }
  return world.report.error(
    'RATE303',
    expr.span,
    `"${expr.op}" can't join ${typeWords(left.type)} with ${typeWords(right.type)}`,
    { help: amountHelp(a === 'money' ? right : left, [a, b].includes('money')) }
  )
}

/** How something beside money becomes money itself. */
function amountHelp(value: Value, isBesideMoney: boolean): string | undefined {
  if (!isBesideMoney) return undefined
  return value.type.kind === 'percent'
    ? 'say of what: 12 % of an amount'
    : 'multiply it by an amount, as in 150.00 * accidents'
}

function scaled(op: '*' | '/', a: NumberKind, b: NumberKind): NumberKind | null {
  if (op === '/') {
    if (b === 'money') return a === 'money' ? 'factor' : null
    return a === 'money' ? 'money' : 'factor'
  }
  if (a === 'money' || b === 'money') return a === b ? null : 'money'
  return a === 'integer' && b === 'integer' ? 'integer' : 'factor'
}

function summed(a: NumberKind, b: NumberKind, left: Value, right: Value): NumberKind | null {
  if (a === b) return a
  if (a === 'money' || b === 'money') {
    return isLiteral(a === 'money' ? right : left) ? 'money' : null
  }
  return 'factor'
}

function isZero(value: Value): boolean {
  return value.kind === 'constant' && typeof value.value === 'string' && !/[1-9]/.test(value.value)
}

/** `12 %`, as the fraction 0.12. */
export function resolvePercent(expr: PercentExpr, scope: Scope, world: World): Value | null {
  const operand = resolveNumber(expr.operand, scope, world)
  return operand && percentOf(operand, expr.span, world)
}

function percentOf(operand: Value, span: Value['span'], world: World): Value | null {
  const { kind } = operand.type
  if (kind === 'money' || kind === 'percent') {
    return world.report.error(
      'RATE303',
      operand.span,
      `A percentage is made of a plain number, not of ${typeWords(operand.type)}`
    )
  }
  if (operand.kind === 'constant' && typeof operand.value === 'string') {
    const value = parseDecimal(operand.value)
    if (!value) return null
    const fraction = formatExact(multiply(value, HUNDREDTH))
    return { kind: 'constant', type: PERCENT, span, value: fraction, literal: false }
  }
  const hundredth: Value = {
    kind: 'constant',
    type: { kind: 'factor' },
    span,
    value: '0.01',
    literal: false,
  }
  return { kind: 'arithmetic', type: PERCENT, span, op: '*', left: operand, right: hundredth }
}

/** `12 % of premium`: the whole's own kind of number. */
export function resolvePercentOf(expr: PercentOfExpr, scope: Scope, world: World): Value | null {
  const written = resolveNumber(expr.percent, scope, world)
  const whole = resolveNumber(expr.whole, scope, world)
  if (!written || !whole) return null
  const percent =
    written.type.kind === 'percent' ? written : percentOf(written, expr.percent.span, world)
  if (!percent) return null
  const type: Type = whole.type.kind === 'money' ? whole.type : { kind: 'factor' }
  return { kind: 'arithmetic', type, span: expr.span, op: '*', left: percent, right: whole }
}
