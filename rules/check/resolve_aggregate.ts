import type { AggregateExpr } from '../syntax/ast.ts'
import type { Type, Value } from '../plan/model.ts'
import { resolveCondition, resolveNumber, type World } from './resolver.ts'
import { resolveList } from './resolve_quantified.ts'
import { enter, type Scope } from './scope.ts'
import { FACTOR, INTEGER } from './types.ts'

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
  const { aggregate, span } = expr
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
  return { kind: 'aggregate', type: resultType(expr, each), span, aggregate, ...list, where, each }
}

function resultType(expr: AggregateExpr, each: Value | null): Type {
  if (!each) return INTEGER
  if (expr.aggregate === 'average' && each.type.kind === 'integer') return FACTOR
  return each.type
}
