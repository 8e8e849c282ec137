import type { DateLiteral, Expr, IndexExpr } from '../syntax/ast.ts'
import type { ColumnModel, Type, Value } from '../plan/model.ts'
import { notYet } from './constants.ts'
import { effectiveDate } from './in_force.ts'
import { resolve, ungroup, type TableSignature, type World } from './resolver.ts'
import { dayOf } from './table_editions.ts'
import { enter, type Scope } from './scope.ts'
import { COVERAGE, isLiteral, listed, typeWords } from './types.ts'

/** `table[key, key]`, or a `let` judged for a given entity and coverage. */
export function resolveIndex(expr: IndexExpr, scope: Scope, world: World): Value | null {
  const { name } = expr.target
  if (world.tableNames.has(name)) {
    const table = world.table(name)
    return table ? resolveLookup(expr, table, scope, world) : null
  }
  if (expr.column && world.letNames.has(name)) {
    return world.report.error(
      'RATE326',
      expr.column.span,
      `"${name}" is no table, so it has no "${expr.column.name}"`
    )
  }
  if (world.letNames.has(name)) return resolveLetFor(expr, scope, world)
  const known = [...world.tableNames, ...world.letNames, ...world.leftOut]
  return world.report.unknown('RATE202', expr.target, `There is no table "${name}"`, known)
}

function resolveLookup(
  expr: IndexExpr,
  table: TableSignature,
  scope: Scope,
  world: World
): Value | null {
  if (expr.args.length !== table.keys.length) {
    const names = table.keys.map((key) => key.name).join(', ')
    return world.report.error(
      'RATE313',
      expr.span,
      `Table "${table.name}" is looked up by ${table.keys.length} keys (${names}), not by ${expr.args.length}`
    )
  }
  const keys = table.keys.map((key, at) => {
    const arg = expr.args[at]
    return arg ? resolveKey(arg, key, table, scope, world) : null
  })
  const column = columnOf(expr, table, world)
  if (keys.some((key) => key === null) || !column) return null
  const { gives, isNamed } = column
  const interpolated = table.keys.at(-1)?.ends !== undefined
  // Between two whole numbers lie others.
  const type: Type = { kind: interpolated && gives === 'integer' ? 'factor' : gives }
  const read = {
    type,
    span: expr.span,
    nameSpan: expr.target.span,
    keys: keys.filter((key) => key !== null),
    interpolated,
    column: table.columns.indexOf(column),
    named: isNamed ? column.name : null,
  }
  const editions = table.editions.map((edition) => ({
    from: dayOf(edition),
    then: { kind: 'lookup' as const, ...read, table: edition.name },
  }))
  return editionInForce(editions, type, expr, world)
}

/** The edition that counts on the policy's first day of cover; before the first day there is no quote. */
function editionInForce(
  editions: readonly { readonly from: DateLiteral | null; readonly then: Value }[],
  type: Type,
  { span, target }: IndexExpr,
  world: World
): Value | null {
  const [first] = editions
  if (!first) return null
  const cases = editions.toReversed().flatMap(({ from, then }) => {
    const when = from && effectiveDate('>=', from, world)
    return when ? [{ when, then }] : []
  })
  const dated = editions.filter(({ from }) => from)
  if (cases.length < dated.length) return null
  const before = first.from ? notYet(target.name, first.from.text, type, span) : first.then
  return cases.length > 0 ? { kind: 'cases', type, span, cases, otherwise: before } : before
}

/** The value that is meant: the only one, or the one that is named. */
function columnOf(
  { column, target, span }: IndexExpr,
  { name, columns }: TableSignature,
  { report }: World
): ColumnModel | null {
  const names = columns.flatMap((each) => (each.isNamed ? [each.name] : []))
  const [only, second] = columns
  if (!column) {
    if (only && !second) return only
    return report.error('RATE326', span, `Table "${name}" gives ${listed(names)}: say which`, {
      help: `write "${names[0] ?? ''} of ${name}[...]"`,
    })
  }
  const found = columns.find((each) => each.isNamed && each.name === column.name)
  if (found) return found
  const given = names.length > 0 ? listed(names) : 'one value, which has no name'
  const message = `Table "${target.name}" gives ${given}, not "${column.name}"`
  return report.unknown('RATE326', column, message, names)
}

function resolveKey(
  arg: Expr,
  key: TableSignature['keys'][number],
  table: TableSignature,
  scope: Scope,
  world: World
): Value | null {
  const named = namedCoverage(arg, scope, world)
  const value = named ?? resolve(arg, scope, world, { mayBeMissing: key.notGiven })
  if (!value) return null
  const isNumeric = key.inBand || key.ends !== undefined
  if (isNumeric && !isOrdered(value.type)) {
    const how = key.inBand ? 'in bands' : 'interpolated'
    return world.report.error(
      'RATE315',
      arg.span,
      `Key "${key.name}" of table "${table.name}" is ${how}, so it needs a number, not ${typeWords(value.type)}`
    )
  }
  if (key.inTextBand && !TEXTUAL.has(value.type.kind)) {
    return world.report.error(
      'RATE315',
      arg.span,
      `Key "${key.name}" of table "${table.name}" is in bands of texts, so it needs a text, not ${typeWords(value.type)}`
    )
  }
  if (!isNumeric && !isExact(value.type)) {
    return world.report.error(
      'RATE315',
      arg.span,
      `Key "${key.name}" of table "${table.name}" is matched exactly, which ${typeWords(value.type)} can't be`,
      { help: `write "${key.name} in band" where the table is declared` }
    )
  }
  return value
}

/** A coverage named outright as a key or an argument, where no field has that name. */
function namedCoverage(arg: Expr, scope: Scope, world: World): Value | null {
  const inner = ungroup(arg)
  if (inner.kind !== 'name' || !world.index.coverages.has(inner.name)) return null
  const isField = scope.entities.some((entity) =>
    world.index.entities.get(entity)?.fields.has(inner.name)
  )
  if (isField || world.letNames.has(inner.name)) return null
  return { kind: 'constant', type: COVERAGE, span: arg.span, value: inner.name, literal: false }
}

const TEXTUAL: ReadonlySet<string> = new Set(['text', 'choice', 'coverage'])

function isOrdered(type: Type): boolean {
  return (
    type.kind === 'integer' ||
    type.kind === 'factor' ||
    type.kind === 'money' ||
    type.kind === 'percent'
  )
}

function isExact(type: Type): boolean {
  return ['choice', 'text', 'integer', 'coverage', 'yes_no'].includes(type.kind)
}

/** `operator_factor[operator, COLL]`: each argument binds one of the entities that the `let` is of. */
function resolveLetFor(expr: IndexExpr, scope: Scope, world: World): Value | null {
  const { name } = expr.target
  const all = world.letOf(name)?.of ?? []
  // What is in scope already need not be said: `operator_factor[COLL]` of the driver at hand.
  const said = all.length - expr.args.length
  const of = isInScope(all.slice(0, Math.max(0, said)), scope) ? all.slice(Math.max(0, said)) : all
  if (expr.args.length === 0 || expr.args.length !== of.length) {
    return world.report.error(
      'RATE313',
      expr.span,
      all.length === 0
        ? `"${name}" is one value for the policy; nothing is given to it`
        : `"${name}" is of ${all.join(', ')}, so it takes ${all.length} arguments, not ${expr.args.length}`
    )
  }
  let inner = scope
  const bindings: { readonly entity: string; readonly is: Value }[] = []
  for (const [at, kind] of of.entries()) {
    const arg = expr.args[at]
    if (!arg) return null
    const is = namedCoverage(arg, scope, world) ?? resolve(arg, scope, world)
    if (!is) return null
    const isRight =
      kind === 'coverage'
        ? is.type.kind === 'coverage'
        : is.type.kind === 'entity' && is.type.entity === kind
    if (!isRight) {
      return world.report.error(
        'RATE303',
        arg.span,
        `"${name}" takes a ${kind} here, not ${typeWords(is.type)}`
      )
    }
    if (kind !== 'coverage') inner = enter(inner, kind, world.index)
    bindings.push({ entity: kind, is })
  }
  const signature = world.letSignature(name, expr.target.span)
  if (!signature?.value) return null
  const { type } = signature.value
  const literal = isLiteral(signature.value)
  const value: Value = { kind: 'let', type, span: expr.span, name, literal }
  return bindings.reduceRight<Value>(
    (then, { entity, is }) => ({ kind: 'within', type, span: expr.span, entity, is, then }),
    value
  )
}

function isInScope(of: readonly string[], scope: Scope): boolean {
  return of.every((kind) =>
    kind === 'coverage' ? scope.coverage !== null : scope.entities.includes(kind)
  )
}
