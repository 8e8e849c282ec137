import type { Draft } from './builder.ts'
import { commonDigits, isNumber, withDigits, withError } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand, Operand } from './operand.ts'
import { Unsupported } from './unsupported.ts'

type Branch = Draft<Operand | null>

/**
 * Either of two, by a test, of which only the one that is needed is worked out. A risk for which that
 * can't be carried exactly is given up, the others are not.
 */
export function choose(
  test: number,
  then: () => Operand,
  otherwise: () => Operand,
  lowering: Lowering
): Operand {
  const { builder } = lowering
  const known = builder.constantOf(test)
  if (known !== undefined) return known === 1 ? then() : otherwise()
  return chooseBranch(test, draft(then, lowering), draft(otherwise, lowering), lowering)
}

/** What is worked out where the test holds; elsewhere it is not given. */
export function chooseOrNothing(test: number, then: () => Operand, lowering: Lowering): Operand {
  const { builder } = lowering
  const first = draft(then, lowering)
  if (first.result === null) throw new Unsupported('a choice that can not be carried')
  const nothing: Operand = { ...first.result, register: builder.constant(Number.NaN) }
  const chosen = chooseBranch(
    test,
    first,
    builder.draft(() => nothing),
    lowering
  )
  lowering.nullable.add(chosen.register)
  return chosen
}

function chooseBranch(test: number, first: Branch, second: Branch, lowering: Lowering): Operand {
  const [a, b] = [first.result ?? second.result, second.result ?? first.result]
  if (a === null || b === null) throw new Unsupported('a choice of which neither can be carried')
  if (isNumber(a) && isNumber(b)) return chooseNumber(test, [first, a], [second, b], lowering)
  if (a.is !== b.is || (a.is === 'entity' && b.is === 'entity' && a.kind !== b.kind)) {
    throw new Unsupported('cases of different types')
  }
  const [register = 0] = merged(
    1,
    test,
    [first, () => [lowering.asNumber(a.register)]],
    [second, () => [lowering.asNumber(b.register)]],
    lowering
  )
  if (a.is !== 'text') return { ...a, register }
  return { is: 'text', register, open: a.open || (b.is === 'text' && b.open) }
}

/** The same of numbers. */
export function chooseNumbers(
  test: number,
  then: () => NumberOperand,
  otherwise: () => NumberOperand,
  lowering: Lowering
): NumberOperand {
  const chosen = choose(test, then, otherwise, lowering)
  if (!isNumber(chosen)) throw new RangeError('Numbers become a number')
  return chosen
}

function draft(write: () => Operand, lowering: Lowering): Branch {
  return lowering.builder.draft(() => lowering.orGiveUp(write, null))
}

/** Both get the digits of the finer and a common divisor. */
function chooseNumber(
  test: number,
  [first, a]: readonly [Branch, NumberOperand],
  [second, b]: readonly [Branch, NumberOperand],
  lowering: Lowering
): NumberOperand {
  const digits = commonDigits(a, b)
  const [left, right] = lowering.builder.discarded(() => [
    withDigits(a, digits, lowering),
    withDigits(b, digits, lowering),
  ])
  if (!left || !right) throw new RangeError('Both numbers are carried alike')
  const hasOver = digits !== null && (a.over ?? b.over) !== undefined
  const registers = (x: NumberOperand) => () => {
    const side = withDigits(x, digits, lowering)
    return hasOver ? [side.register, overOf(side, lowering)] : [side.register]
  }
  const [register = 0, over = 0] = merged(
    hasOver ? 2 : 1,
    test,
    [first, registers(a)],
    [second, registers(b)],
    lowering
  )
  const { over: _, ...kept } = withError(left, right)
  const high = Math.max(a.over?.high ?? 1, b.over?.high ?? 1)
  return {
    ...kept,
    ...(hasOver && { over: { register: over, high } }),
    register,
    low: Math.min(left.low, right.low),
    high: Math.max(left.high, right.high),
  }
}

function overOf({ over }: NumberOperand, lowering: Lowering): number {
  return over?.register ?? lowering.builder.constant(1)
}

/** A side, and what gives the registers of what it came to. */
type Side = readonly [Branch, () => readonly number[]]

/** The registers, so many of them, that hold what the side came to whose turn it is. */
function merged(
  count: number,
  test: number,
  [first, a]: Side,
  [second, b]: Side,
  lowering: Lowering
): readonly number[] {
  const { builder } = lowering
  if (first.isPlain && second.isPlain && first.result && second.result) {
    first.inline()
    second.inline()
    const [left, right] = [a(), b()]
    return left.map((then, at) =>
      lowering.compute({ op: 'select', test, then, otherwise: right[at] ?? then })
    )
  }
  const start = second.isEmpty && second.result ? b() : null
  const variables = Array.from({ length: count }, (_, at) => {
    const value = start?.[at]
    const variable = builder.variable(value ?? builder.constant(Number.NaN))
    if (value !== undefined && lowering.nullable.has(value)) lowering.nullable.add(variable)
    return variable
  })
  const end = (branch: Branch, values: () => readonly number[]) => {
    if (branch.result === null) return
    branch.more(() => {
      values().forEach((value, at) => {
        const variable = variables[at]
        if (variable === undefined) return
        if (lowering.nullable.has(value)) lowering.nullable.add(variable)
        builder.set(variable, value)
      })
    })
  }
  const opposite = lowering.compute({ op: 'not', operand: test })
  end(first, a)
  if (start === null) end(second, b)
  first.place(test)
  if (start === null) second.place(opposite)
  return variables.map((variable) => lowering.compute({ op: 'read', variable }))
}
