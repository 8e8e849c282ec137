import type { Expr } from '../syntax/ast.ts'
import type { ColumnModel, LetModel, Type, Value } from '../plan/model.ts'
import type { Ends, RoundingMode } from '../program/program.ts'
import { nameOf } from '../plan/name_of.ts'
import type { ShapeIndex } from '../plan/shape_index.ts'
import type { Span } from '../source.ts'
import { resolveAggregate } from './resolve_aggregate.ts'
import { resolveArithmetic, resolvePercent, resolvePercentOf } from './resolve_arithmetic.ts'
import {
  resolveCompare,
  resolveGiven,
  resolveIn,
  resolveLogical,
  resolveRange,
  resolveWithin,
} from './resolve_condition.ts'
import { resolveCoverageWith, resolveHas, resolveQuantified } from './resolve_quantified.ts'
import { resolveDate, resolveShift, resolveWhole, resolveYear } from './resolve_date.ts'
import { resolveIndex } from './resolve_index.ts'
import { resolveMember, resolveName } from './resolve_name.ts'
import type { Report } from './report.ts'
import type { Edition } from './table_editions.ts'
import type { Scope } from './scope.ts'
import { isLiteral, isNumber, typeWords, YES_NO } from './types.ts'

/** What a look-up needs to know of a table before its cells are judged. */
export interface TableSignature {
  readonly name: string
  /** By the day from which each counts. */
  readonly editions: readonly Edition[]
  readonly keys: readonly {
    readonly name: string
    readonly inBand: boolean
    readonly inTextBand?: true
    readonly ends?: Ends
    readonly notGiven: boolean
  }[]
  readonly columns: readonly ColumnModel[]
}

/** What a `let` is of, and what it comes to: null where that could not be made out. */
export interface LetSignature {
  readonly of: readonly string[]
  readonly value: Value | null
}

/** All that names may refer to, and where findings go. */
export interface World {
  readonly index: ShapeIndex
  readonly report: Report
  readonly rounding: RoundingMode
  readonly tableNames: ReadonlySet<string>
  readonly letNames: ReadonlySet<string>
  table(name: string): TableSignature | null
  /** Resolves the `let` first where that has not happened; `from` is where it is used. */
  letSignature(name: string, from: Span): LetSignature | null
  /** What it is of, without resolving it. */
  letOf(name: string): Pick<LetModel, 'of'> | undefined
}

interface Options {
  /** Set for the direct key of a table with a `not given` row, and beside `is given`. */
  readonly mayBeMissing?: boolean
}

/** The value an expression means in a scope, typed; null where that was reported as an error. */
export function resolve(
  expr: Expr,
  scope: Scope,
  world: World,
  options: Options = {}
): Value | null {
  const { span } = expr
  switch (expr.kind) {
    case 'number': {
      const type: Type = { kind: expr.text.includes('.') ? 'factor' : 'integer' }
      return { kind: 'constant', type, span, value: expr.text, literal: true }
    }
    case 'text':
      return { kind: 'constant', type: { kind: 'text' }, span, value: expr.text, literal: false }
    case 'yes_no':
      return { kind: 'constant', type: YES_NO, span, value: expr.value, literal: false }
    case 'date':
      return resolveDate(expr)
    case 'limit':
      return world.report.error(
        'RATE207',
        span,
        expr.text.includes('/')
          ? `"${expr.text}" is a limit; it can only stand beside one`
          : `"${expr.text}" is a choice; it can only stand beside an answer that has it`,
        expr.text.includes('/') ? { help: 'a division has spaces around its stroke: 30 / 60' } : {}
      )
    case 'name':
      return resolveName(expr, scope, world, options.mayBeMissing ?? false)
    case 'member':
      return resolveMember(expr, scope, world, options.mayBeMissing ?? false)
    case 'index':
      return resolveIndex(expr, scope, world)
    case 'binary':
      return resolveArithmetic(expr, scope, world)
    case 'negate': {
      const operand = resolveNumber(expr.operand, scope, world)
      return operand && { kind: 'negate', type: operand.type, span, operand }
    }
    case 'percent':
      return resolvePercent(expr, scope, world)
    case 'percent_of':
      return resolvePercentOf(expr, scope, world)
    case 'group':
      return resolve(expr.inner, scope, world, options)
    case 'compare':
      return resolveCompare(expr, scope, world)
    case 'in':
      return resolveIn(expr, scope, world)
    case 'range':
      return resolveRange(expr, scope, world)
    case 'given':
      return resolveGiven(expr, scope, world)
    case 'within':
      return resolveWithin(expr, scope, world)
    case 'and':
    case 'or':
      return resolveLogical(expr, scope, world)
    case 'not': {
      const operand = resolveCondition(expr.operand, scope, world)
      return operand && { kind: 'not', type: YES_NO, span, operand }
    }
    case 'quantified':
      return resolveQuantified(expr, scope, world)
    case 'has':
      return resolveHas(expr, scope, world)
    case 'coverage_with':
      return resolveCoverageWith(expr, scope, world)
    case 'aggregate':
      return resolveAggregate(expr, scope, world)
    case 'whole':
      return resolveWhole(expr, scope, world)
    case 'year':
      return resolveYear(expr, scope, world)
    case 'shift':
      return resolveShift(expr, scope, world)
    case 'bounded':
      return resolveBounded(expr, scope, world)
    case 'rounded': {
      const operand = resolveNumber(expr.operand, scope, world)
      if (!operand) return null
      const to = expr.to.text
      if (!/[1-9]/.test(to)) {
        return world.report.error(
          'RATE322',
          expr.to.span,
          'A value is rounded to a multiple above zero'
        )
      }
      const type: Type =
        operand.type.kind === 'integer' && to.includes('.') ? { kind: 'factor' } : operand.type
      return { kind: 'rounded', type, span, operand, to, mode: expr.mode ?? world.rounding }
    }
  }
}

/** The same, where only a yes or no will do. */
export function resolveCondition(expr: Expr, scope: Scope, world: World): Value | null {
  const value = resolve(expr, scope, world)
  if (!value || value.type.kind === 'yes_no') return value
  return world.report.error(
    'RATE304',
    expr.span,
    `A condition is a yes or no, but "${nameOf(value, (name) => world.letOf(name))}" is ${typeWords(value.type)}`,
    { help: 'compare it with something: is, <, at least, is given' }
  )
}

/** The same, where only a number will do. */
export function resolveNumber(expr: Expr, scope: Scope, world: World): Value | null {
  const value = resolve(expr, scope, world)
  if (!value || isNumber(value)) return value
  return world.report.error(
    'RATE303',
    expr.span,
    `A number is expected here, not ${typeWords(value.type)}`
  )
}

function resolveBounded(
  expr: Extract<Expr, { kind: 'bounded' }>,
  scope: Scope,
  world: World
): Value | null {
  // "highest of ..., at least 0" says what the highest of nothing is, so it is looked at as a whole.
  const saysForNothing = expr.bound === 'at least' ? 'highest' : 'lowest'
  const inner = ungroup(expr.operand)
  const operand =
    inner.kind === 'aggregate'
      ? resolveAggregate(inner, scope, world, saysForNothing)
      : resolveNumber(expr.operand, scope, world)
  const limit = resolveNumber(expr.limit, scope, world)
  if (!operand || !limit) return null
  if (!isNumber(operand)) {
    return world.report.error('RATE303', expr.operand.span, 'Only a number can be bounded')
  }
  const comparable =
    operand.type.kind === limit.type.kind ||
    (isLiteral(limit) && limit.type.kind !== 'percent' && operand.type.kind !== 'percent') ||
    (isLiteral(operand) && limit.type.kind === 'money') ||
    (operand.type.kind === 'factor' && limit.type.kind === 'integer')
  if (!comparable) {
    return world.report.error(
      'RATE303',
      expr.limit.span,
      `${typeWords(operand.type)} can't be bounded by ${typeWords(limit.type)}`
    )
  }
  const type: Type =
    limit.type.kind === 'money' || (operand.type.kind === 'integer' && limit.type.kind === 'factor')
      ? limit.type
      : operand.type
  return { kind: 'bounded', type, span: expr.span, bound: expr.bound, operand, limit }
}

/** What stands inside any number of brackets. */
export function ungroup(expr: Expr): Expr {
  let inner = expr
  while (inner.kind === 'group') inner = inner.inner
  return inner
}
