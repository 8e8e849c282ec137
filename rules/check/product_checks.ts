import { childrenOf } from '../plan/children.ts'
import type { Value } from '../plan/model.ts'
import type { EntityShape, ProductShape, ShapeCheck } from '../plan/shape.ts'
import { indexShape, type ShapeIndex } from '../plan/shape_index.ts'
import { Lowering } from '../program/lowering.ts'
import type { AssumeBlock, Expr, ProductCheck, ProductFile } from '../syntax/ast.ts'
import { didYouMean } from './did_you_mean.ts'
import { givenValue } from './given_value.ts'
import type { Report } from './report.ts'
import { resolveCondition, type World } from './resolver.ts'
import { enter, POLICY_SCOPE, withGiven } from './scope.ts'

/** What answers must satisfy together; each check speaks of answers and constants only. */
export function productChecks(
  file: ProductFile,
  policy: EntityShape,
  report: Report
): readonly ShapeCheck[] {
  const index = indexShape({ policy })
  const world = productWorld(index, report)
  return file.items.flatMap((item) => (item.kind === 'check' ? buildCheck(item, index, world) : []))
}

function productWorld(index: ShapeIndex, report: Report): World {
  return {
    index,
    report,
    rounding: 'half up',
    tableNames: new Set(),
    letNames: new Set(),
    table: () => null,
    letOf: () => undefined,
    letSignature: () => null,
  }
}

function buildCheck(check: ProductCheck, index: ShapeIndex, world: World): readonly ShapeCheck[] {
  const entity = deepestEntity(check.condition, index)
  const scope = entity === 'policy' ? POLICY_SCOPE : enter(POLICY_SCOPE, entity, index)
  // A check that touches an answer which was not given is left alone, so none needs a guard.
  const optional = scope.entities.flatMap((name) =>
    [...(index.entities.get(name)?.fields.keys() ?? [])].map((field) => `${name}.${field}`)
  )
  const condition = resolveCondition(check.condition, withGiven(scope, optional), world)
  if (!condition) return []
  const odd = firstOdd(condition)
  if (odd) {
    world.report.error(
      'RATE224',
      odd.span,
      'A check of the product compares answers with each other or with constants'
    )
    return []
  }
  const field = firstField(condition)
  if (!field) {
    world.report.error('RATE224', check.span, 'This check speaks of no answer')
    return []
  }
  const lowering = new Lowering(
    index,
    world.letOf,
    () => ({ line: 1, column: 1 }),
    () => false
  )
  return [{ entity, field, condition: lowering.group(condition), message: check.message.text }]
}

const PLAIN: ReadonlySet<Value['kind']> = new Set([
  'constant',
  'field',
  'compare',
  'one_of',
  'given',
  'and',
  'or',
  'not',
])

function firstOdd(value: Value): Value | null {
  if (!PLAIN.has(value.kind)) return value
  for (const child of childrenOf(value)) {
    const odd = firstOdd(child)
    if (odd) return odd
  }
  return null
}

function firstField(value: Value): string | null {
  if (value.kind === 'field') return `${value.entity}.${value.field.name}`
  for (const child of childrenOf(value)) {
    const field = firstField(child)
    if (field !== null) return field
  }
  return null
}

/** The innermost entity that a check names: it is judged once for each of these. */
function deepestEntity(condition: Expr, index: ShapeIndex): string {
  let deepest = 'policy'
  const visit = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > 500) return
    if ('kind' in node && node.kind === 'member' && 'object' in node) {
      visit(node.object, depth + 1)
      visitName(node.object)
      return
    }
    for (const child of Object.values(node)) visit(child, depth + 1)
  }
  // Only what a member is taken of can be an entity: `claim` in `skipper.claim.on`.
  const visitName = (object: unknown) => {
    const last = lastName(object)
    const path = last === null ? undefined : index.entities.get(last)?.path
    const reached = path?.at(-1)
    const deepestLength = index.entities.get(deepest)?.path.length ?? 0
    if (reached !== undefined && path && path.length > deepestLength) deepest = reached
  }
  visit(condition, 0)
  return deepest
}

function lastName(object: unknown): string | null {
  if (typeof object !== 'object' || object === null) return null
  if ('name' in object && typeof object.name === 'string') return object.name
  return 'member' in object ? lastName(object.member) : null
}

/** What a quick quote takes where an answer of the policy is left out. */
export function assumptions(
  file: ProductFile,
  policy: EntityShape,
  report: Report
): ProductShape['assumptions'] {
  const blocks: readonly AssumeBlock[] = file.items.filter((item) => item.kind === 'assume')
  const taken: Record<string, string | number | boolean> = {}
  for (const { field: word, value } of blocks.flatMap((block) => block.assumptions)) {
    const field = policy.fields.find(({ name }) => name === word.name)
    if (!field) {
      const hint = didYouMean(
        word.name,
        policy.fields.map(({ name }) => name)
      )
      report.error('RATE201', word.span, `The policy is not asked "${word.name}"${hint}`)
      continue
    }
    const assumed = givenValue(value, field, report)
    if (assumed !== null) taken[field.name] = assumed
  }
  return taken
}
