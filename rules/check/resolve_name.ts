import type { Ident, MemberExpr, NameExpr } from '../syntax/ast.ts'
import type { Type, Value, ValueOf } from '../plan/model.ts'
import { nameOf } from '../plan/name_of.ts'
import type { Span } from '../source.ts'
import { fieldType } from './field_type.ts'
import type { World } from './resolver.ts'
import { enter, innermostFirst, type Scope } from './scope.ts'
import { COVERAGE, FACTOR, isLiteral, MONEY, typeWords, YES_NO } from './types.ts'

/** What a bare name means, looked for from the innermost entity outward. */
export function resolveName(
  expr: NameExpr,
  scope: Scope,
  world: World,
  mayBeMissing: boolean
): Value | null {
  const { name, span } = expr
  for (const entity of innermostFirst(scope)) {
    const found = lookUpMember(entity, name, span, scope, world)
    if (found && isTwofold(name, scope)) {
      // A question can't be given another name by the plan, and is at hand behind its entity.
      if (found.value?.kind === 'field') return resolveCharged(name, span, scope)
      return reportTwofold(name, entity, span, world)
    }
    if (found) return found.value && present(found.value, scope, world, mayBeMissing)
  }
  const ofCoverage = scope.coverage && resolveCoverageName(name, span, scope, world)
  if (ofCoverage) return ofCoverage
  if (name === 'discounts' && scope.discounts) {
    return { kind: 'discounts', type: FACTOR, span }
  }
  if (scope.has) {
    const taken = resolveTaken(name, span, scope, world)
    if (taken) return taken
  }
  return resolveCharged(name, span, scope) ?? reportUnknown(name, span, scope, world)
}

/** In a charge: the premium, the fees before it together, or one of them. */
function resolveCharged(name: string, span: Span, { charged }: Scope): Value | null {
  if (!charged) return null
  if (name === 'premium' || name === 'fees') return { kind: name, type: MONEY, span }
  return charged.has(name) ? { kind: 'fee', type: MONEY, span, name } : null
}

/** A name of the risk that in a charge would be a sum as well. */
function isTwofold(name: string, { charged }: Scope): boolean {
  return charged !== null && (name === 'premium' || name === 'fees')
}

/** `driver.age`, `policy.term`, and through a reference `operator.age`. */
export function resolveMember(
  expr: MemberExpr,
  scope: Scope,
  world: World,
  mayBeMissing: boolean
): Value | null {
  const entity = entityNamed(expr.object, scope, world)
  if (entity !== null) {
    const found = lookUpMember(entity, expr.member.name, expr.span, scope, world)
    if (found) return found.value && present(found.value, scope, world, mayBeMissing)
    return reportNoMember(entity, expr.member, world)
  }
  const holder =
    expr.object.kind === 'name'
      ? resolveName(expr.object, scope, world, false)
      : resolveMember(expr.object, scope, world, false)
  if (!holder) return null
  if (holder.type.kind !== 'entity') {
    return world.report.error(
      'RATE303',
      expr.member.span,
      `Only an entity has members; "${sourceName(expr.object)}" is ${typeWords(holder.type)}`
    )
  }
  const inner = enter(scope, holder.type.entity, world.index)
  const found = lookUpMember(holder.type.entity, expr.member.name, expr.member.span, inner, world)
  if (!found) return reportNoMember(holder.type.entity, expr.member, world)
  if (!found.value) return null
  const value: Value = {
    kind: 'within',
    type: found.value.type,
    span: expr.span,
    entity: holder.type.entity,
    is: holder,
    then: found.value,
  }
  return present(value, scope, world, mayBeMissing)
}

/** The entity in scope that an object names: `driver`, or `driver.violation` as a path. */
function entityNamed(object: NameExpr | MemberExpr, scope: Scope, world: World): string | null {
  const last = object.kind === 'name' ? object.name : object.member.name
  if (!scope.entities.includes(last)) return null
  if (object.kind === 'name') return last
  const holder = entityNamed(object.object, scope, world)
  return holder !== null && world.index.entities.get(last)?.holder === holder ? last : null
}

/** A field or `let` of exactly that entity; its value is null where the `let` itself is in error. */
function lookUpMember(
  entity: string,
  name: string,
  span: Span,
  scope: Scope,
  world: World
): { readonly value: Value | null } | null {
  const field = world.index.entities.get(entity)?.fields.get(name)
  if (field) return { value: { kind: 'field', type: fieldType(field.type), span, entity, field } }
  const of = world.letOf(name)?.of
  if (!of || innermostEntity(of) !== entity) return null
  const isInScope = of.every((kind) =>
    kind === 'coverage' ? scope.coverage !== null : scope.entities.includes(kind)
  )
  if (!isInScope) return null
  return { value: letValue(name, span, scope, world) }
}

/** A reference to a `let`; after `BI with` it is judged for that coverage. */
export function letValue(name: string, span: Span, scope: Scope, world: World): Value | null {
  const signature = world.letSignature(name, span)
  if (!signature?.value) return null
  const value: Value = {
    kind: 'let',
    type: signature.value.type,
    span,
    name,
    literal: isLiteral(signature.value),
  }
  return signature.of.includes('coverage') ? bindCoverage(value, scope) : value
}

export function innermostEntity(of: readonly string[]): string {
  return of.findLast((kind) => kind !== 'coverage') ?? 'policy'
}

function resolveCoverageName(name: string, span: Span, scope: Scope, world: World): Value | null {
  const { coverage } = scope
  if (!coverage) return null
  const { carrier } = coverage
  const type = carrier === null ? null : termType(name, coverage.names, world)
  if (type && carrier !== null) {
    return bindCoverage({ kind: 'term', type, span, term: name, carrier }, scope)
  }
  if (name !== 'coverage') return null
  if (coverage.bound === null) return { kind: 'coverage_name', type: COVERAGE, span }
  return { kind: 'constant', type: COVERAGE, span, value: coverage.bound, literal: false }
}

/** All choices that a term has among some coverages, in their declared order. */
function termType(term: string, coverages: readonly string[], world: World): Type | null {
  const choices = new Set<string>()
  let isKnown = false
  for (const name of coverages) {
    const found = world.index.coverages.get(name)?.shape.terms.find((each) => each.name === term)
    if (!found) continue
    isKnown = true
    for (const choice of found.choices) choices.add(choice)
  }
  return isKnown ? { kind: 'choice', choices: [...choices], ordered: true } : null
}

function bindCoverage(value: Value, scope: Scope): Value {
  const bound = scope.coverage?.bound
  if (!bound) return value
  const { span, type } = value
  const is: Value = { kind: 'constant', type: COVERAGE, span, value: bound, literal: false }
  return { kind: 'within', type, span, entity: 'coverage', is, then: value }
}

/** A coverage's name after `has`: whether the nearest entity that can carry it does. */
export function resolveTaken(name: string, span: Span, scope: Scope, world: World): Value | null {
  const known = world.index.coverages.get(name)
  if (!known || !scope.entities.includes(known.carrier)) return null
  return { kind: 'taken', type: YES_NO, span, coverage: name, entity: known.carrier }
}

/** An optional answer may be used only where it is known to be given. */
function present(value: Value, scope: Scope, world: World, mayBeMissing: boolean): Value | null {
  const optional = missingPart(value, world)
  if (optional === null || mayBeMissing || scope.given.has(optional)) return value
  return world.report.error(
    'RATE308',
    value.span,
    `"${optional}" is optional and may not be given here`,
    {
      help: `write "${optional} is given and ..." before it, or look it up in a table with a "not given" row`,
    }
  )
}

/** The name of the optional answer that a value reads directly, or null. */
export function missingPart(value: Value, world: World): string | null {
  const isOptional =
    (value.kind === 'field' && value.field.optional) ||
    (value.kind === 'within' && value.then.kind === 'field' && value.then.field.optional) ||
    (value.kind === 'let' && mayTakeNone(value, world))
  return isOptional ? nameOf(value, (name) => world.letOf(name)) : null
}

/** Whether a `let` is an assignment that may leave it without one. */
function mayTakeNone({ name, span }: ValueOf<'let'>, world: World): boolean {
  const value = world.letSignature(name, span)?.value
  return value?.kind === 'assigned' && value.leftOver === null
}

function reportNoMember(entity: string, member: Ident, world: World): null {
  const known = membersOf(entity, world)
  return world.report.unknown('RATE201', member, `${entity} has no "${member.name}"`, known)
}

function membersOf(entity: string, world: World): readonly string[] {
  const fields = world.index.entities.get(entity)?.fields.keys() ?? []
  const lets = [...world.letNames].filter((name) => {
    const of = world.letOf(name)?.of
    return of !== undefined && innermostEntity(of) === entity
  })
  return [...fields, ...lets]
}

function reportTwofold(name: string, entity: string, span: Span, { report }: World): null {
  const sum = name === 'premium' ? 'the sum of the premiums' : 'the sum of the fees'
  return report.error('RATE207', span, `In a charge "${name}" may be ${sum} or that of ${entity}`, {
    help: `write "${entity}.${name}" for the latter; for the sum, give the other a "let" and a name of its own`,
  })
}

function reportUnknown(name: string, span: Span, scope: Scope, world: World): null {
  const { report, index } = world
  if (world.tableNames.has(name)) {
    return report.error('RATE207', span, `"${name}" is a table; something is looked up in it`, {
      help: `${name}[...]`,
    })
  }
  const elsewhere = [...index.entities.keys()].find((entity) =>
    membersOf(entity, world).includes(name)
  )
  if (elsewhere !== undefined) {
    const needsCoverage = world.letOf(name)?.of.includes('coverage') && scope.coverage === null
    const missing = needsCoverage && scope.entities.includes(elsewhere) ? 'coverage' : elsewhere
    return report.error(
      'RATE206',
      span,
      `"${name}" belongs to a ${elsewhere}, and no ${missing} is in scope here`,
      {
        help: `say of which: through a reference to a ${elsewhere}, or with "any ${elsewhere} has ..."`,
      }
    )
  }
  if (index.coverages.has(name)) {
    return report.error('RATE207', span, `"${name}" is a coverage; alone it means nothing here`, {
      help: `write "coverage is ${name}", or "... has ${name}"`,
    })
  }
  if (name === 'discounts' || name === 'coverage') {
    return report.error(
      'RATE206',
      span,
      `There ${name === 'discounts' ? 'are no discounts' : 'is no coverage'} in scope here`
    )
  }
  if (name === 'premium' || name === 'fees') {
    return report.error('RATE206', span, `Only a charge or a tax can speak of "${name}"`, {
      help: 'charge NAME 5 % of premium',
    })
  }
  if (isTerm(name, world)) {
    return report.error(
      'RATE206',
      span,
      `"${name}" belongs to a coverage, and none with it is in scope here`
    )
  }
  if (index.choices.has(name)) {
    return report.error(
      'RATE207',
      span,
      `"${name}" is a choice; it can only stand beside a value that has it`
    )
  }
  if (index.words.has(name)) {
    return report.error('RATE207', span, `"${name}" is an entity, not a value`)
  }
  const visible = scope.entities.flatMap((entity) => membersOf(entity, world))
  const known = [...visible, ...world.tableNames, ...world.leftOut]
  return report.unknown('RATE201', { name, span }, `Nothing here is called "${name}"`, known)
}

function isTerm(name: string, { index }: World): boolean {
  return [...index.coverages.values()].some(({ shape }) =>
    shape.terms.some((term) => term.name === name)
  )
}

/** A dotted name as it was written. */
export function sourceName(expr: NameExpr | MemberExpr): string {
  return expr.kind === 'name' ? expr.name : `${sourceName(expr.object)}.${expr.member.name}`
}
