import type { Type, Value } from '../plan/model.ts'
import type { Span } from '../source.ts'
import type { ConstantDecl, DateLiteral, Expr, PlanFile } from '../syntax/ast.ts'
import { effectiveDate } from './in_force.ts'
import { commonType } from './resolve_cases.ts'
import { resolve, type World } from './resolver.ts'
import { POLICY_SCOPE } from './scope.ts'

/** The constants of one name, by the day from which each counts; one without a day counts before all. */
export interface ConstantSeries {
  readonly kind: 'series'
  readonly versions: readonly ConstantDecl[]
}

/** The constants of a plan by their names, in the order of their first. */
export function constantSeries(file: PlanFile): ReadonlyMap<string, ConstantSeries> {
  const declared = file.items.filter((item) => item.kind === 'constant')
  const named = Map.groupBy(declared, ({ name }) => name.name)
  return new Map(
    [...named].map(([name, versions]) => [name, { kind: 'series', versions: byDate(versions) }])
  )
}

/** In the order of the days from which they count, first what counts from none; days order as their texts do. */
export function byDate<T extends { readonly from?: DateLiteral }>(
  versions: readonly T[]
): readonly T[] {
  const day = ({ from }: T) => from?.text ?? ''
  return versions.toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
}

/** The one of the series that is in force; before the first day there is none, and no quote. */
export function resolveSeries(
  { versions }: ConstantSeries,
  name: string,
  span: Span,
  world: World
): Value | null {
  const values = versions.map(({ value }) => resolveConstant(value, world))
  const known = values.filter((value) => value !== null)
  const [first] = versions
  if (!first || known.length < versions.length) return null
  const type = commonType(known, 'constants', world)
  if (!type) return null
  const dated = versions.flatMap(({ from }, at) => {
    const then = values[at]
    return from && then ? [{ from, then }] : []
  })
  const cases = dated.toReversed().flatMap(({ from, then }) => {
    const when = effectiveDate('>=', from, world)
    return when ? [{ when, then }] : []
  })
  if (cases.length < dated.length) return null
  const before = first.from ? notYet(name, first.from.text, type, first.span) : (known[0] ?? null)
  return cases.length > 0 ? { kind: 'cases', type, span, cases, otherwise: before } : before
}

/** What is said where nothing is in force yet: no quote. */
export function notYet(name: string, from: string, type: Type, span: Span): Value {
  return { kind: 'not_in_force', type, span, name, from }
}

/** A number as written, with its sign and its percent. */
function resolveConstant(written: Expr, world: World): Value | null {
  if (!isWritten(written)) {
    return world.report.error(
      'RATE327',
      written.span,
      'A constant is a number as it is written, such as 27603, 1.05 or 12 %',
      { help: 'what is worked out has a "let"' }
    )
  }
  return resolve(written, POLICY_SCOPE, world)
}

function isWritten(expr: Expr): boolean {
  if (expr.kind === 'number') return true
  return (expr.kind === 'negate' || expr.kind === 'percent') && isWritten(expr.operand)
}
