import type { RoundingMode } from '../../program/program.ts'
import { toDecimal } from '../../money/parse_decimal.ts'
import { LIMIT } from './arithmetic.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { TooFine, Unsupported } from './unsupported.ts'

const MAX_SCALE = 14

/** A constant. */
export function numberConstant(text: string, { builder }: Lowering): NumberOperand {
  const { coefficient, scale } = toDecimal(text)
  if (typeof coefficient !== 'number' || Math.abs(coefficient) > LIMIT) {
    throw new Unsupported('a constant beyond doubles')
  }
  const register = builder.constant(coefficient)
  return { is: 'number', register, scale, divisor: 1, low: coefficient, high: coefficient }
}

/** The same number with more digits after the point. */
export function atScale(x: NumberOperand, scale: number, lowering: Lowering): NumberOperand {
  if (x.scale === scale) return x
  if (x.scale > scale) throw new TooFine()
  return { ...times(x, 10 ** (scale - x.scale), lowering), scale }
}

/** What the register holds times a whole number above zero. */
function times(x: NumberOperand, factor: number, lowering: Lowering): NumberOperand {
  if (factor === 1) return x
  if (factor > LIMIT) throw new Unsupported('a number with too many digits')
  const { builder } = lowering
  const right = builder.constant(factor)
  const register = lowering.compute({ op: 'multiply', left: x.register, right })
  return bounded({ ...x, register, low: x.low * factor, high: x.high * factor }, lowering)
}

/** Both with the same digits and divisor. */
export function aligned(
  a: NumberOperand,
  b: NumberOperand,
  lowering: Lowering
): readonly [NumberOperand, NumberOperand] {
  const scale = Math.max(a.scale, b.scale)
  const divisor = leastCommonMultiple(a.divisor, b.divisor)
  const align = (x: NumberOperand) => ({
    ...times(atScale(x, scale, lowering), divisor / x.divisor, lowering),
    divisor,
  })
  return [align(a), align(b)]
}

/** Sum, difference or product; beyond the bound of exact doubles the risk goes to the exact path. */
export function combine(
  op: 'add' | 'subtract' | 'multiply',
  left: NumberOperand,
  right: NumberOperand,
  lowering: Lowering
): NumberOperand {
  if (op === 'multiply') {
    const register = lowering.compute({ op, left: left.register, right: right.register })
    const corners = [
      product(left.low, right.low),
      product(left.low, right.high),
      product(left.high, right.low),
      product(left.high, right.high),
    ]
    return bounded(
      {
        is: 'number',
        register,
        scale: left.scale + right.scale,
        divisor: left.divisor * right.divisor,
        low: Math.min(...corners),
        high: Math.max(...corners),
      },
      lowering
    )
  }
  const [a, b] = aligned(left, right, lowering)
  const register = lowering.compute({ op, left: a.register, right: b.register })
  const [low, high] =
    op === 'add' ? [a.low + b.low, a.high + b.high] : [a.low - b.high, a.high - b.low]
  return bounded({ ...a, register, low, high }, lowering)
}

/** Nothing times anything is nothing, however large that may become. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b
}

/** The quotient by a constant above zero; any other is left to the exact path. */
export function divided(
  left: NumberOperand,
  right: NumberOperand,
  lowering: Lowering
): NumberOperand {
  const by = lowering.builder.constantOf(right.register)
  if (by === undefined || by <= 0) throw new Unsupported('a division by what is not constant')
  const scaled = times(left, 10 ** right.scale * right.divisor, lowering)
  if (left.divisor * by > LIMIT) throw new Unsupported('a number with too many digits')
  return { ...scaled, divisor: left.divisor * by }
}

/** The multiple of `to` that the rounding picks. */
export function roundTo(
  x: NumberOperand,
  { to, mode }: { readonly to: string; readonly mode: RoundingMode },
  lowering: Lowering
): NumberOperand {
  const { coefficient, scale } = toDecimal(to)
  const unit = Number(coefficient)
  const scaled = x.scale < scale ? atScale(x, scale, lowering) : x
  const divisor = 10 ** (scaled.scale - scale) * scaled.divisor * unit
  if (!(divisor <= LIMIT)) throw new Unsupported('a number with too many digits')
  checkBounds(scaled, lowering)
  const low = Math.max(scaled.low, -LIMIT)
  const high = Math.min(scaled.high, LIMIT)
  const { builder } = lowering
  const whole =
    divisor === 1
      ? scaled.register
      : lowering.compute({
          op: 'rounded',
          operand: scaled.register,
          divisor,
          mode,
          signed: low < 0,
        })
  const register = lowering.compute({
    op: 'multiply',
    left: whole,
    right: builder.constant(unit),
  })
  return {
    is: 'number',
    register,
    scale,
    divisor: 1,
    low: Math.floor(low / divisor) * unit,
    high: Math.ceil(high / divisor) * unit,
  }
}

/** The greater or the lesser; where the first is missing, the bound. */
export function boundedBy(
  op: 'at_least' | 'at_most',
  value: NumberOperand,
  bound: NumberOperand,
  lowering: Lowering
): NumberOperand {
  const [a, b] = aligned(value, bound, lowering)
  const register = lowering.compute({ op, left: a.register, right: b.register })
  if (lowering.nullable.has(a.register) && !lowering.nullable.has(b.register)) {
    lowering.nullable.delete(register)
  }
  const pick = op === 'at_least' ? Math.max : Math.min
  const outer = lowering.nullable.has(a.register)
  return {
    ...a,
    register,
    low: outer ? Math.min(b.low, pick(a.low, b.low)) : pick(a.low, b.low),
    high: outer ? Math.max(b.high, pick(a.high, b.high)) : pick(a.high, b.high),
  }
}

/** Either of two, by a test. */
export function selected(
  test: number,
  then: NumberOperand,
  otherwise: NumberOperand,
  lowering: Lowering
): NumberOperand {
  const [a, b] = aligned(then, otherwise, lowering)
  const register = lowering.compute({
    op: 'select',
    test,
    then: a.register,
    otherwise: b.register,
  })
  return { ...a, register, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }
}

/** The number without a divisor; a risk for which no such decimal exists goes to the exact path. */
export function withoutDivisor(x: NumberOperand, lowering: Lowering): NumberOperand {
  if (x.divisor === 1) return x
  const { builder } = lowering
  const right = builder.constant(x.divisor)
  const rest = lowering.compute({ op: 'remainder', left: x.register, right })
  const zero = builder.constant(0)
  builder.bailIf(lowering.compute({ op: 'not_equal', left: rest, right: zero }))
  const register = lowering.compute({ op: 'divide', left: x.register, right })
  return { ...x, register, divisor: 1, low: x.low / x.divisor, high: x.high / x.divisor }
}

/** Gives a risk up whose number is missing or lies beyond the bound, even where no answer should lead there. */
export function checkBounds({ register, low }: NumberOperand, lowering: Lowering): void {
  const { builder } = lowering
  if (builder.constantOf(register) !== undefined) return
  const within = (left: number, right: number) => {
    const fits = lowering.compute({ op: 'less_or_equal', left, right })
    builder.bailIf(lowering.compute({ op: 'not', operand: fits }))
  }
  within(register, builder.constant(LIMIT))
  if (low < 0) within(builder.constant(-LIMIT), register)
}

/** Checked where the bounds of all answers do not prove that it fits. */
function bounded(x: NumberOperand, lowering: Lowering): NumberOperand {
  if (x.scale > MAX_SCALE) throw new Unsupported('a number with too many digits')
  if (x.low >= -LIMIT && x.high <= LIMIT) return x
  if (x.low > LIMIT || x.high < -LIMIT) throw new Unsupported('a number beyond doubles')
  checkBounds(x, lowering)
  return { ...x, low: Math.max(x.low, -LIMIT), high: Math.min(x.high, LIMIT) }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

function leastCommonMultiple(a: number, b: number): number {
  const multiple = (a / greatestCommonDivisor(a, b)) * b
  if (multiple > LIMIT) throw new Unsupported('a number with too many digits')
  return multiple
}
