import type { DiscountsModel, Value } from '../plan/model.ts'
import type { DiscountsBlock, Expr } from '../syntax/ast.ts'
import { buildOver, scopeOver } from './build_over.ts'
import { during } from './in_force.ts'
import { givenWhen } from './resolve_condition.ts'
import { resolve, resolveCondition, type World } from './resolver.ts'
import { withGiven, type Scope } from './scope.ts'
import { titleOf } from './title_of.ts'
import { typeWords } from './types.ts'

/** The block of discounts; each takes off a percentage, never a plain number. */
export function buildDiscounts(declared: DiscountsBlock, world: World): DiscountsModel | null {
  const over = buildOver(declared.over, world)
  if (!over) return null
  const scope = scopeOver(over, world)
  return {
    over,
    combine: declared.combine,
    atMost: declared.atMost ? resolvePercentage(declared.atMost, scope, world) : null,
    items: declared.items.flatMap((item) => {
      const written = item.when ? resolveCondition(item.when, scope, world) : null
      if (item.when && !written) return []
      const when = during(item, written, item.span, world)
      const inner = when ? withGiven(scope, givenWhen(when, true, world)) : scope
      const percent = resolvePercentage(item.percent, inner, world)
      if (!percent) return []
      const { name } = item.name
      const title = titleOf(item.title, name)
      return [{ name, title, percent, when, citation: item.citation?.text, span: item.span }]
    }),
    citation: declared.citation?.text,
    span: declared.span,
  }
}

function resolvePercentage(expr: Expr, scope: Scope, world: World): Value | null {
  const value = resolve(expr, scope, world)
  if (!value || value.type.kind === 'percent') return value
  const isBare = value.kind === 'constant' && value.literal
  return world.report.error(
    'RATE306',
    expr.span,
    `A discount is a percentage, not ${typeWords(value.type)}`,
    {
      help: isBare ? `write "${String(value.value)} %"` : undefined,
      instead: isBare ? `${String(value.value)} %` : undefined,
    }
  )
}
