import type { CoverageWithExpr, HasExpr, Ident, QuantifiedExpr } from '../syntax/ast.ts'
import type { Value } from '../plan/model.ts'
import { didYouMean } from './did_you_mean.ts'
import { resolveMember, resolveName, resolveTaken, sourceName } from './resolve_name.ts'
import { resolveCondition, resolveNumber, type World } from './resolver.ts'
import { enter, type Scope } from './scope.ts'
import { INTEGER, typeWords, YES_NO } from './types.ts'

/** Which entity a word names, and the entity in scope that holds its list; null where reported. */
export function resolveList(
  word: Ident,
  scope: Scope,
  world: World
): { readonly over: string; readonly holder: string } | null {
  const over = world.index.words.get(word.name)
  if (over === undefined) {
    const message = `There is no entity "${word.name}"`
    return world.report.unknown('RATE203', word, message, world.index.words.keys())
  }
  const holder = world.index.entities.get(over)?.holder
  if (holder === undefined || holder === null) {
    return world.report.error('RATE203', word.span, `There is only one ${over}`)
  }
  if (scope.entities.includes(holder)) return { over, holder }
  return world.report.error(
    'RATE206',
    word.span,
    `A ${over} is held by a ${holder}, and no ${holder} is in scope here`,
    { help: `say of which: "any ${holder} has ..."` }
  )
}

/** `any driver has ...`, `every driver is_clean`, `no violation with ...`, `at least 2 violations with ...`. */
export function resolveQuantified(expr: QuantifiedExpr, scope: Scope, world: World): Value | null {
  const { span, quantifier } = expr
  const list = resolveList(expr.entity, scope, world)
  if (!list) return null
  const inner: Scope = { ...enter(scope, list.over, world.index), has: expr.link === 'has' }
  const condition = expr.condition ? resolveCondition(expr.condition, inner, world) : null
  if (expr.condition && !condition) return null
  if (quantifier === 'at least' || quantifier === 'at most') {
    if (!expr.count) return null
    const right = resolveNumber(expr.count, scope, world)
    if (!right) return null
    const left = countOf(list, condition, span)
    return {
      kind: 'compare',
      type: YES_NO,
      span,
      op: quantifier === 'at least' ? '>=' : '<=',
      left,
      right,
    }
  }
  if (condition) {
    const words = { any: 'some', every: 'every', no: 'none' } as const
    return {
      kind: 'quantified',
      type: YES_NO,
      span,
      quantifier: words[quantifier],
      ...list,
      condition,
    }
  }
  if (quantifier === 'every') {
    return world.report.error('RATE304', span, `"every ${list.over}" needs a condition`)
  }
  const zero: Value = { kind: 'constant', type: INTEGER, span, value: '0', literal: true }
  const left = countOf(list, null, span)
  return {
    kind: 'compare',
    type: YES_NO,
    span,
    op: quantifier === 'any' ? '>' : 'is',
    left,
    right: zero,
  }
}

function countOf(
  list: { readonly over: string; readonly holder: string },
  where: Value | null,
  span: Value['span']
): Value {
  return {
    kind: 'aggregate',
    type: INTEGER,
    span,
    aggregate: 'count',
    ...list,
    where,
    each: null,
    nth: null,
    fewer: null,
  }
}

/** `vehicle has COLL`, `coverage has limit`, `operator has ...`. */
export function resolveHas(expr: HasExpr, scope: Scope, world: World): Value | null {
  const { subject, span } = expr
  if (subject.kind === 'name' && subject.name === 'coverage')
    return resolveHasTerm(expr, scope, world)
  if (subject.kind === 'name' && scope.entities.includes(subject.name)) {
    const inner = subject.name === 'policy' ? scope : enter(scope, subject.name, world.index)
    return resolveCondition(expr.condition, { ...inner, has: true }, world)
  }
  const is =
    subject.kind === 'name'
      ? resolveName(subject, scope, world, false)
      : resolveMember(subject, scope, world, false)
  if (!is) return null
  if (is.type.kind !== 'entity') {
    return world.report.error(
      'RATE303',
      subject.span,
      `"${sourceName(subject)}" is ${typeWords(is.type)}; only an entity or a coverage has something`
    )
  }
  const { entity } = is.type
  const inner: Scope = { ...enter(scope, entity, world.index), has: true }
  const then = resolveCondition(expr.condition, inner, world)
  return then && { kind: 'within', type: YES_NO, span, entity, is, then }
}

function resolveHasTerm(expr: HasExpr, scope: Scope, world: World): Value | null {
  const { span, condition } = expr
  const { report, index } = world
  if (!scope.coverage)
    return report.error('RATE206', expr.subject.span, 'There is no coverage in scope here')
  const term = condition.kind === 'name' ? condition.name : null
  const withTerm = [...index.coverages].filter(([, { shape }]) =>
    shape.terms.some(({ name }) => name === term)
  )
  if (term === null || withTerm.length === 0) {
    const terms = [...index.coverages.values()].flatMap(({ shape }) =>
      shape.terms.map(({ name }) => name)
    )
    const hint = term === null ? '' : didYouMean(term, new Set(terms))
    return report.error(
      'RATE201',
      condition.span,
      `After "coverage has" stands a term that some coverage has${hint}`
    )
  }
  const operand: Value = { kind: 'coverage_name', type: { kind: 'coverage' }, span }
  const choices = withTerm.map(([name]) => name)
  return { kind: 'one_of', type: YES_NO, span, operand, choices, negated: false }
}

/** `BI with limit at least 30/60` after `has`: taken, and with such terms. */
export function resolveCoverageWith(
  expr: CoverageWithExpr,
  scope: Scope,
  world: World
): Value | null {
  const { coverage, span } = expr
  const taken = resolveTaken(coverage.name, coverage.span, scope, world)
  const known = world.index.coverages.get(coverage.name)
  if (!taken || !known) {
    const message = `There is no coverage "${coverage.name}" to have here`
    return world.report.unknown('RATE204', coverage, message, world.index.coverages.keys())
  }
  const bound: Scope = {
    ...scope,
    has: false,
    coverage: { carrier: known.carrier, names: [coverage.name], bound: coverage.name },
  }
  const condition = resolveCondition(expr.condition, bound, world)
  return condition && { kind: 'and', type: YES_NO, span, operands: [taken, condition] }
}
