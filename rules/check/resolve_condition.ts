import type {
  CompareExpr,
  Expr,
  GivenExpr,
  InExpr,
  LogicalExpr,
  RangeExpr,
  WithinExpr,
} from '../syntax/ast.ts'
import type { CompareOp, Type, Value } from '../plan/model.ts'
import { nameOf } from '../plan/name_of.ts'
import type { Span } from '../source.ts'
import { choicesFrom } from './choice_order.ts'
import { missingPart } from './resolve_name.ts'
import { resolve, resolveCondition, ungroup, type World } from './resolver.ts'
import { resolveShift } from './resolve_date.ts'
import { withGiven, type Scope } from './scope.ts'
import { isLiteral, isNumber, listed, typeWords, YES_NO } from './types.ts'

/** `a is b`, `a < b`; choices compare with their own choices, in the order declared. */
export function resolveCompare(expr: CompareExpr, scope: Scope, world: World): Value | null {
  const left = resolve(expr.left, scope, world)
  const right = left && resolveBeside(expr.right, left.type, scope, world)
  return left && right && compareValues(expr.op, left, right, expr.span, scope, world)
}

/** `score is 100 to 250`: both ends included. */
export function resolveRange(expr: RangeExpr, scope: Scope, world: World): Value | null {
  const operand = resolve(expr.operand, scope, world)
  const low = operand && resolveBeside(expr.low, operand.type, scope, world)
  const high = operand && resolveBeside(expr.high, operand.type, scope, world)
  if (!operand || !low || !high) return null
  const from = compareValues('>=', operand, low, expr.span, scope, world)
  const to = compareValues('<=', operand, high, expr.span, scope, world)
  return from && to && { kind: 'and', type: YES_NO, span: expr.span, operands: [from, to] }
}

function compareValues(
  op: CompareOp,
  left: Value,
  right: Value,
  span: Span,
  scope: Scope,
  world: World
): Value | null {
  const problem = incomparable(op, left, right)
  if (problem) return world.report.error('RATE316', span, problem.message, { help: problem.help })
  const isOrder = op !== 'is' && op !== 'is not'
  if (isOrder && left.type.kind === 'choice' && right.kind === 'constant') {
    return orderedChoice(op, left, right, span, scope, world)
  }
  return { kind: 'compare', type: YES_NO, span, op, left, right }
}

function orderedChoice(
  op: '<' | '<=' | '>' | '>=',
  operand: Value,
  bound: Value & { readonly kind: 'constant' },
  span: Span,
  scope: Scope,
  world: World
): Value | null {
  const choices = choicesFrom(op, operand, String(bound.value), scope, world)
  if (choices) return { kind: 'one_of', type: YES_NO, span, operand, choices, negated: false }
  return world.report.error(
    'RATE316',
    span,
    `The coverages in scope here order "${String(bound.value)}" differently`,
    { help: 'say for which: "coverage is ... and ..."' }
  )
}

interface Problem {
  readonly message: string
  readonly help?: string
}

function incomparable(op: CompareOp, left: Value, right: Value): Problem | null {
  const [a, b] = [left.type, right.type]
  const isOrder = op !== 'is' && op !== 'is not'
  if (isNumber(left) && isNumber(right)) return incomparableNumbers(left, right)
  if (a.kind !== b.kind) {
    return { message: `${typeWords(a)} can't be compared with ${typeWords(b)}` }
  }
  if (a.kind === 'entity') {
    return { message: 'Entities are not compared; compare their fields' }
  }
  if (!isOrder || a.kind === 'date') return null
  if (a.kind !== 'choice')
    return { message: `${typeWords(a)} has no order; only "is" and "is not" compare it` }
  if (!a.ordered) {
    return {
      message: `${typeWords(a)}: these have no order`,
      help: 'list those that count: "in a, b"',
    }
  }
  if (right.kind === 'constant') return null
  return {
    message: 'In order, a choice is compared with one of its choices, not with another value',
  }
}

function incomparableNumbers(left: Value, right: Value): Problem | null {
  const [a, b] = [left.type.kind, right.type.kind]
  if (a === b) return null
  if ((a === 'percent' || b === 'percent') && (isLiteral(left) || isLiteral(right))) {
    return {
      message: `A percentage can't be compared with a plain number`,
      help: 'write it with its sign: 5 %',
    }
  }
  if (a !== 'money' && b !== 'money') return null
  if (isLiteral(left) || isLiteral(right)) return null
  return { message: `${typeWords(left.type)} can't be compared with ${typeWords(right.type)}` }
}

/** What stands beside a value: where that has choices, a bare name may be one of them. */
export function resolveBeside(expr: Expr, type: Type, scope: Scope, world: World): Value | null {
  const known = choicesOf(type, world)
  if (!known) return resolve(expr, scope, world)
  const text = choiceText(expr)
  if (text === null) return resolve(expr, scope, world)
  if (known.includes(text)) {
    return { kind: 'constant', type, span: expr.span, value: text, literal: false }
  }
  const inner = ungroup(expr)
  if (inner.kind === 'name' && isValueName(inner.name, scope, world))
    return resolve(expr, scope, world)
  const message = `"${text}" is not one of ${listed(known)}`
  return world.report.unknown('RATE307', { name: text, span: expr.span }, message, known)
}

function choicesOf(type: Type, world: World): readonly string[] | null {
  if (type.kind === 'choice') return type.choices
  return type.kind === 'coverage' ? [...world.index.coverages.keys()] : null
}

function choiceText(expr: Expr): string | null {
  const inner = ungroup(expr)
  if (inner.kind === 'name') return inner.name
  return inner.kind === 'number' || inner.kind === 'limit' || inner.kind === 'text'
    ? inner.text
    : null
}

function isValueName(name: string, scope: Scope, world: World): boolean {
  return (
    world.letNames.has(name) ||
    scope.entities.some((entity) => world.index.entities.get(entity)?.fields.has(name))
  )
}

/** `coverage in COMP, COLL`; also for whole numbers. */
export function resolveIn(expr: InExpr, scope: Scope, world: World): Value | null {
  const operand = resolve(expr.operand, scope, world)
  if (!operand) return null
  const choices: string[] = []
  for (const choice of expr.choices) {
    const value = resolveBeside(choice, operand.type, scope, world)
    if (!value) return null
    const fits = value.type.kind === operand.type.kind && value.kind === 'constant'
    if (!fits || !['choice', 'coverage', 'integer', 'text'].includes(value.type.kind)) {
      return world.report.error(
        'RATE316',
        choice.span,
        `"in" lists whole numbers, texts or choices for ${typeWords(operand.type)}`
      )
    }
    choices.push(String(value.value))
  }
  return { kind: 'one_of', type: YES_NO, span: expr.span, operand, choices, negated: expr.negated }
}

/** `course_on is given`. */
export function resolveGiven(expr: GivenExpr, scope: Scope, world: World): Value | null {
  const operand = resolve(expr.operand, scope, world, { mayBeMissing: true })
  if (!operand) return null
  if (missingPart(operand, world) === null) {
    return world.report.error(
      'RATE319',
      expr.operand.span,
      `"${nameOf(operand, (name) => world.letOf(name))}" is always given`,
      {
        help: 'only an optional answer may be missing',
      }
    )
  }
  return { kind: 'given', type: YES_NO, span: expr.span, operand, negated: expr.negated }
}

/** `course_on within 3 years before policy.effective_on`: both ends included. */
export function resolveWithin(expr: WithinExpr, scope: Scope, world: World): Value | null {
  const operand = resolve(expr.operand, scope, world)
  const shifted = resolveShift({ ...expr, date: expr.anchor }, scope, world)
  const anchor = resolve(expr.anchor, scope, world)
  if (!operand || !shifted || !anchor) return null
  const [low, high] = expr.direction === 'before' ? [shifted, anchor] : [anchor, shifted]
  const from = compareValues('>=', operand, low, expr.span, scope, world)
  const to = compareValues('<=', operand, high, expr.span, scope, world)
  return from && to && { kind: 'and', type: YES_NO, span: expr.span, operands: [from, to] }
}

/** `a and b`, `a or b`: what one condition makes sure of holds for those after it. */
export function resolveLogical(expr: LogicalExpr, scope: Scope, world: World): Value | null {
  const operands: Value[] = []
  let inner = scope
  let failed = false
  for (const operand of expr.operands) {
    const value = resolveCondition(operand, inner, world)
    if (!value) {
      failed = true
      continue
    }
    operands.push(value)
    inner = withGiven(inner, givenWhen(value, expr.kind === 'and', world))
  }
  return failed ? null : { kind: expr.kind, type: YES_NO, span: expr.span, operands }
}

/** The optional answers that are known to be given when a condition holds, or when it does not. */
export function givenWhen(condition: Value, holds: boolean, world: World): readonly string[] {
  if (condition.kind === 'given') {
    const isGiven = condition.negated !== holds
    const name = missingPart(condition.operand, world)
    return isGiven && name !== null ? [name] : []
  }
  if (condition.kind === 'not') return givenWhen(condition.operand, !holds, world)
  if (condition.kind === 'and' || condition.kind === 'or') {
    const all = (condition.kind === 'and') === holds
    return all ? condition.operands.flatMap((operand) => givenWhen(operand, holds, world)) : []
  }
  return []
}
