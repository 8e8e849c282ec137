import { add, compare, divide, multiply, negate, subtract } from '../money/arithmetic.ts'
import type { Exact } from '../money/decimal.ts'
import { parseDecimal, toDecimal } from '../money/parse_decimal.ts'
import type { PlanModel, Value, ValueOf } from '../plan/model.ts'

/** Answers that are known, by `entity.field`, as text: a date, a number of months, a choice. */
export type KnownAnswers = ReadonlyMap<string, string>

type Lets = Pick<PlanModel, 'lets'>

/** What a value comes to where these answers alone decide it; null where it depends on the risk. */
export function worthOf(value: Value, plan: Lets, known: KnownAnswers): Exact | null {
  switch (value.kind) {
    case 'constant':
    case 'field': {
      const text = textOf(value, known)
      return text === null ? null : parseDecimal(text)
    }
    case 'let': {
      const model = plan.lets.get(value.name)
      return model ? worthOf(model.value, plan, known) : null
    }
    case 'negate': {
      const operand = worthOf(value.operand, plan, known)
      return operand && negate(operand)
    }
    case 'arithmetic': {
      const left = worthOf(value.left, plan, known)
      const right = left && worthOf(value.right, plan, known)
      return left && right ? calculated(value.op, left, right) : null
    }
    case 'cases': {
      const chosen = chosenCase(value, plan, known)
      return chosen && worthOf(chosen, plan, known)
    }
    default:
      return null
  }
}

/** Whether a condition holds where these answers alone decide it; null where the risk does. */
export function holds(condition: Value, plan: Lets, known: KnownAnswers): boolean | null {
  switch (condition.kind) {
    case 'constant':
      return typeof condition.value === 'boolean' ? condition.value : null
    case 'let': {
      const model = plan.lets.get(condition.name)
      return model ? holds(model.value, plan, known) : null
    }
    case 'not': {
      const held = holds(condition.operand, plan, known)
      return held === null ? null : !held
    }
    case 'and':
    case 'or': {
      const held = condition.operands.map((operand) => holds(operand, plan, known))
      const decisive = condition.kind === 'or'
      return held.includes(decisive) ? decisive : held.includes(null) ? null : !decisive
    }
    case 'compare':
      return compared(condition, plan, known)
    default:
      return null
  }
}

function chosenCase(
  { cases, otherwise }: ValueOf<'cases'>,
  plan: Lets,
  known: KnownAnswers
): Value | null {
  for (const { when, then } of cases) {
    const held = holds(when, plan, known)
    if (held !== false) return held ? then : null
  }
  return otherwise
}

function compared(
  { op, left, right }: ValueOf<'compare'>,
  plan: Lets,
  known: KnownAnswers
): boolean | null {
  const order = left.type.kind === 'date' ? dateOrder : numberOrder
  const found = order(left, right, plan, known)
  if (found === null) return null
  switch (op) {
    case 'is':
      return found === 0
    case 'is not':
      return found !== 0
    case '<':
      return found < 0
    case '<=':
      return found <= 0
    case '>':
      return found > 0
    case '>=':
      return found >= 0
  }
}

/** Days are ordered as their texts are. */
function dateOrder(left: Value, right: Value, _plan: Lets, known: KnownAnswers): number | null {
  const [one, other] = [textOf(left, known), textOf(right, known)]
  if (one === null || other === null) return null
  return one < other ? -1 : one > other ? 1 : 0
}

function numberOrder(left: Value, right: Value, plan: Lets, known: KnownAnswers): number | null {
  const one = worthOf(left, plan, known)
  const other = one && worthOf(right, plan, known)
  return one && other ? compare(one, other) : null
}

function textOf(value: Value, known: KnownAnswers): string | null {
  if (value.kind === 'constant') return typeof value.value === 'string' ? value.value : null
  if (value.kind !== 'field') return null
  return known.get(`${value.entity}.${value.field.name}`) ?? null
}

function calculated(op: ValueOf<'arithmetic'>['op'], left: Exact, right: Exact): Exact | null {
  switch (op) {
    case '+':
      return add(left, right)
    case '-':
      return subtract(left, right)
    case '*':
      return multiply(left, right)
    case '/':
      return compare(right, ZERO) === 0 ? null : divide(left, right)
  }
}

const ZERO = toDecimal('0')
