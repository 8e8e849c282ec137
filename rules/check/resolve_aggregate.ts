import type { AggregateExpr } from '../syntax/ast.ts'
import type { Type, Value, ValueOf } from '../plan/model.ts'
import { plural } from '../plan/shape_index.ts'
import { ordinal } from '../syntax/ordinal.ts'
import { resolveCondition, resolveNumber, type World } from './resolver.ts'
import { resolveList } from './resolve_quantified.ts'
import { enter, type Scope } from './scope.ts'
import { FACTOR, INTEGER, isLiteral, typeWords } from './types.ts'

/**
 * `count`, `sum`, `highest`, `lowest` or `average` over a declared list. The highest of nothing is
 * nothing: where the list may be empty, `saysForNothing` tells that a bound stands beside it.
 */
export function resolveAggregate(
  expr: AggregateExpr,
  scope: Scope,
  world: World,
  saysForNothing?: 'highest' | 'lowest'
): Value | null {
  const list = resolveList(expr.over, scope, world)
  if (!list) return null
  const inner = enter(scope, list.over, world.index)
  const where = expr.condition ? resolveCondition(expr.condition, inner, world) : null
  const each = expr.each ? resolveNumber(expr.each, inner, world) : null
  if ((expr.condition && !where) || (expr.each && !each)) return null
  const { aggregate, span, nth = null } = expr
  if (nth !== null)
    return resolveNth(expr, nth, { ...list, where, each }, scope, world, saysForNothing)
  const mayBeEmpty = where !== null || (world.index.entities.get(list.over)?.shape.low ?? 0) === 0
  const needsOne = aggregate === 'highest' || aggregate === 'lowest' || aggregate === 'average'
  if (needsOne && mayBeEmpty && saysForNothing !== aggregate) {
    const bound = aggregate === 'lowest' ? 'at most' : 'at least'
    return world.report.error(
      'RATE318',
      span,
      `There may be no ${list.over} here, and the ${aggregate} of nothing is nothing`,
      {
        help:
          aggregate === 'average'
            ? undefined
            : `say what it is then: "${aggregate} of ... , ${bound} 0"`,
      }
    )
  }
  return {
    kind: 'aggregate',
    type: resultType(expr, each),
    span,
    aggregate,
    ...list,
    where,
    each,
    nth,
    fewer: null,
  }
}

/** The second highest, the third lowest: where there may be fewer, it must be said what it is then. */
function resolveNth(
  expr: AggregateExpr,
  nth: number,
  list: Pick<ValueOf<'aggregate'>, 'over' | 'holder' | 'where' | 'each'>,
  scope: Scope,
  world: World,
  saysForNothing?: 'highest' | 'lowest'
): Value | null {
  const { aggregate, span } = expr
  const { report } = world
  const fewer = expr.fewer ? resolveNumber(expr.fewer, scope, world) : null
  if (expr.fewer && !fewer) return null
  if (nth === 0) return report.error('RATE336', span, `Places are counted from 1st, not from 0th`)
  const { low = 0, high = 0 } = world.index.entities.get(list.over)?.shape ?? {}
  if (high !== null && nth > high) {
    const most = `There are at most ${high} ${plural(list.over)}`
    return report.error('RATE336', span, `${most}, so that none is ever the ${ordinal(nth)}`)
  }
  const mayBeFewer = list.where !== null || (low ?? 0) < nth
  if (mayBeFewer && !fewer && saysForNothing !== aggregate) {
    const what = `There may be fewer than ${nth} ${plural(list.over)} here`
    return report.error('RATE318', span, `${what}, and then the ${ordinal(nth)} is nothing`, {
      help: 'say what it is then: ", or 0 when there are fewer"',
    })
  }
  const type = resultType(expr, list.each)
  if (!fewer) return { kind: 'aggregate', type, span, aggregate, ...list, nth, fewer }
  if (type.kind === fewer.type.kind) {
    return { kind: 'aggregate', type, span, aggregate, ...list, nth, fewer }
  }
  if (!isLiteral(fewer) || type.kind === 'percent' || fewer.type.kind === 'percent') {
    const words = `This is ${typeWords(fewer.type)}, but the ${ordinal(nth)} is ${typeWords(type)}`
    return report.error('RATE303', fewer.span, words)
  }
  const wider = type.kind === 'integer' ? fewer.type : type
  return { kind: 'aggregate', type: wider, span, aggregate, ...list, nth, fewer }
}

function resultType(expr: AggregateExpr, each: Value | null): Type {
  if (!each) return INTEGER
  if (expr.aggregate === 'average' && each.type.kind === 'integer') return FACTOR
  return each.type
}
