import type { RoundingMode } from '../../program/program.ts'
import type { Decimal } from '../../money/decimal.ts'
import { toDecimal } from '../../money/parse_decimal.ts'
import {
  approximate,
  combineApproximately,
  isApproximate,
  roundApproximately,
} from './approximate.ts'
import { LIMIT } from './arithmetic.ts'
import type { Register } from './ir.ts'
import type { Lowering } from './lowering.ts'
import { wholeOperand, type NumberOperand, type Operand } from './operand.ts'
import { TooFine, Unsupported } from './unsupported.ts'

const MAX_SCALE = 15
/** So many digits after the point an amount can have; with more, few would fit in doubles. */
export const MAX_AMOUNT_SCALE = 6

/** Whether it is a number. */
export function isNumber(operand: Operand): operand is NumberOperand {
  return operand.is === 'number'
}

/** A constant; zeros at its end are no digits of it. */
export function numberConstant(text: string, { builder }: Lowering): NumberOperand {
  const { coefficient, scale } = withoutZeros(toDecimal(text))
  if (typeof coefficient !== 'number' || Math.abs(coefficient) > LIMIT) {
    throw new Unsupported('a constant beyond doubles')
  }
  const register = builder.constant(coefficient)
  return { is: 'number', register, scale, divisor: 1, low: coefficient, high: coefficient }
}

function withoutZeros({ coefficient, scale }: Decimal): Decimal {
  let [value, digits] = [coefficient, scale]
  while (typeof value === 'number' && digits > 0 && value % 10 === 0) {
    value /= 10
    digits -= 1
  }
  return { coefficient: value, scale: digits }
}

/** The same number with more digits after the point. */
function atScale(x: NumberOperand, scale: number, lowering: Lowering): NumberOperand {
  if (isApproximate(x)) throw new Unsupported('a number that is not rounded')
  if (x.scale === scale) return x
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

/** Both with the same digits and divisors, or both approximate. */
export function aligned(
  a: NumberOperand,
  b: NumberOperand,
  lowering: Lowering
): readonly [NumberOperand, NumberOperand] {
  const [left, right] = withSameDigits(a, b, lowering)
  if (isApproximate(left) || left.over?.register === right.over?.register) return [left, right]
  const over = overBoth(left, right, lowering)
  const spread = (x: NumberOperand, by: NumberOperand['over']): NumberOperand =>
    by ? combine('multiply', { ...x, ...over }, wholeOperand(by.register, 1, by.high), lowering) : x
  const both = [spread(left, right.over), spread(right, left.over)] as const
  if (both.some(isApproximate)) return [approximate(left, lowering), approximate(right, lowering)]
  const [first, second] = both
  return [
    { ...first, ...over },
    { ...second, ...over },
  ]
}

/** The same, whatever they are divided by at run time. */
function withSameDigits(
  a: NumberOperand,
  b: NumberOperand,
  lowering: Lowering
): readonly [NumberOperand, NumberOperand] {
  const digits = commonDigits(a, b)
  return [withDigits(a, digits, lowering), withDigits(b, digits, lowering)]
}

/** How two numbers are carried alike; null: approximately. */
type Digits = Pick<NumberOperand, 'scale' | 'divisor'> | null

/** The digits of the finer and a common divisor, where doubles hold both so. */
export function commonDigits(a: NumberOperand, b: NumberOperand): Digits {
  const scale = Math.max(a.scale, b.scale)
  const divisor = leastCommonMultiple(a.divisor, b.divisor)
  const finer = [a, b].map((x) => {
    const factor = 10 ** (scale - x.scale) * (divisor / x.divisor)
    return { ...x, scale, divisor, low: x.low * factor, high: x.high * factor }
  })
  const isExact = ![a, b].some(isApproximate) && finer.every(isCarriedExactly)
  return isExact ? { scale, divisor } : null
}

/** The number carried so. */
export function withDigits(x: NumberOperand, digits: Digits, lowering: Lowering): NumberOperand {
  if (digits === null) return approximate(x, lowering)
  const { scale, divisor } = digits
  return { ...times(atScale(x, scale, lowering), divisor / x.divisor, lowering), divisor }
}

/** By what a product is divided at run time. */
function overBoth(
  { over: a }: NumberOperand,
  { over: b }: NumberOperand,
  lowering: Lowering
): Pick<NumberOperand, 'over'> {
  const one = a ?? b
  if (!one) return {}
  if (!a || !b) return { over: one }
  const register = lowering.compute({ op: 'multiply', left: a.register, right: b.register })
  const high = a.high * b.high
  if (high > LIMIT) throw new Unsupported('a number with too many digits')
  return { over: { register, high } }
}

/** Sum, difference or product; beyond the bound of exact doubles the risk goes to the exact path. */
export function combine(
  op: 'add' | 'subtract' | 'multiply',
  left: NumberOperand,
  right: NumberOperand,
  lowering: Lowering
): NumberOperand {
  if ([left, right].some(isApproximate)) return combineApproximately(op, left, right, lowering)
  if (op === 'multiply') {
    const corners = [
      product(left.low, right.low),
      product(left.low, right.high),
      product(left.high, right.low),
      product(left.high, right.high),
    ]
    const exact = {
      scale: left.scale + right.scale,
      divisor: left.divisor * right.divisor,
      low: Math.min(...corners),
      high: Math.max(...corners),
      ...overBoth(left, right, lowering),
    }
    if (!isCarriedExactly(exact)) return combineApproximately(op, left, right, lowering)
    const register = lowering.compute({ op, left: left.register, right: right.register })
    return bounded({ is: 'number', register, ...exact }, lowering)
  }
  const [a, b] = aligned(left, right, lowering)
  if (isApproximate(a)) return combineApproximately(op, a, b, lowering)
  const register = lowering.compute({ op, left: a.register, right: b.register })
  const [low, high] =
    op === 'add' ? [a.low + b.low, a.high + b.high] : [a.low - b.high, a.high - b.low]
  return bounded({ ...a, register, low, high }, lowering)
}

/** With so many digits after the point at most, typical amounts fit in doubles though extreme ones may not. */
const MAX_LIKELY_DIGITS = 10

/** Whether a number fits in doubles, by its bounds or at least as a rule. */
function isCarriedExactly({
  scale,
  divisor,
  low,
  high,
  over,
}: Pick<NumberOperand, 'scale' | 'divisor' | 'low' | 'high' | 'over'>): boolean {
  if (scale > MAX_SCALE || divisor > LIMIT) return false
  if (low >= -LIMIT && high <= LIMIT) return true
  const digits = scale + Math.log10(divisor) + Math.log10(over?.high ?? 1)
  return low <= LIMIT && high >= -LIMIT && digits <= MAX_LIKELY_DIGITS
}

/** Nothing times anything is nothing, however large that may become. */
function product(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b
}

/** The quotient; by what is not above zero, the risk goes to the exact path. */
export function divided(
  left: NumberOperand,
  right: NumberOperand,
  lowering: Lowering
): NumberOperand {
  const known = lowering.builder.constantOf(right.register)
  if (known !== undefined && known > 0 && !right.over) {
    return dividedBy(known, left, right, lowering)
  }
  positive(right, lowering)
  if (right.over || [left, right].some(isApproximate)) {
    throw new Unsupported('a quotient of what is not rounded')
  }
  const scaled = times(left, 10 ** right.scale * right.divisor, lowering)
  const by = { ...numberConstant('1', lowering), over: overOf(right) }
  return { ...scaled, ...overBoth(scaled, by, lowering) }
}

function overOf({ register, high }: NumberOperand): NonNullable<NumberOperand['over']> {
  return { register, high: Math.max(high, 1) }
}

function dividedBy(
  by: number,
  left: NumberOperand,
  right: NumberOperand,
  lowering: Lowering
): NumberOperand {
  if (isApproximate(left)) {
    const part = { ...numberConstant('1', lowering), divisor: by }
    return combine('multiply', left, dividedBy(1, part, right, lowering), lowering)
  }
  const scaled = times(left, 10 ** right.scale * right.divisor, lowering)
  if (left.divisor * by > LIMIT) throw new Unsupported('a number with too many digits')
  return { ...scaled, divisor: left.divisor * by }
}

/** The same, approximately where it is divided at run time: what is stored or added up has one divisor. */
export function undivided(x: NumberOperand, lowering: Lowering): NumberOperand {
  return x.over ? approximate(x, lowering) : x
}

/** Gives a risk up that would divide by zero, by less, or by what is not given. */
function positive({ register }: NumberOperand, lowering: Lowering): number {
  const zero = lowering.builder.constant(0)
  const isAbove = lowering.compute({ op: 'less', left: zero, right: register })
  lowering.builder.bailIf(lowering.compute({ op: 'not', operand: isAbove }))
  return register
}

/** The multiple of `to` that the rounding picks. */
export function roundTo(
  x: NumberOperand,
  { to, mode }: { readonly to: string; readonly mode: RoundingMode },
  lowering: Lowering
): NumberOperand {
  const { coefficient, scale } = toDecimal(to)
  const unit = Number(coefficient)
  if (isApproximate(x)) {
    const multiples = roundApproximately(x, { unit, scale }, mode, lowering)
    const right = lowering.builder.constant(unit)
    const register = lowering.compute({ op: 'multiply', left: multiples, right })
    const [low, high] = [x.low - 1, x.high + 1].map((end) => end * 10 ** scale)
    const bounds = { low: (low ?? 0) - unit, high: (high ?? 0) + unit }
    return bounded({ is: 'number', register, scale, divisor: 1, ...bounds }, lowering)
  }
  const scaled = x.scale < scale ? atScale(x, scale, lowering) : x
  const divisor = 10 ** (scaled.scale - scale) * scaled.divisor * unit
  if (!(divisor <= LIMIT)) throw new Unsupported('a number with too many digits')
  checkBounds(scaled, lowering)
  const low = Math.max(scaled.low, -LIMIT)
  const high = Math.min(scaled.high, LIMIT)
  const { builder } = lowering
  const signed = low < 0
  const operand = scaled.register
  const whole = scaled.over
    ? lowering.compute({
        op: 'rounded_by',
        operand,
        by: divisorOf(scaled, divisor, lowering),
        mode,
      })
    : divisor === 1
      ? operand
      : lowering.compute({ op: 'rounded', operand, divisor, mode, signed })
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
    // What it is divided by at run time may bring it nearer to nothing.
    low: Math.floor((scaled.over ? Math.min(low, 0) : low) / divisor) * unit,
    high: Math.ceil((scaled.over ? Math.max(high, 0) : high) / divisor) * unit,
  }
}

/** The first, off by as much as either of both. */
export function withError(a: NumberOperand, b: NumberOperand): NumberOperand {
  if (a.error === undefined || b.error === undefined) return a
  return { ...a, error: Math.max(a.error, b.error) }
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
    ...withError(a, b),
    register,
    low: outer ? Math.min(b.low, pick(a.low, b.low)) : pick(a.low, b.low),
    high: outer ? Math.max(b.high, pick(a.high, b.high)) : pick(a.high, b.high),
  }
}

/**
 * An amount as a whole number at the scale; a risk for which there is none goes to the exact path.
 * @throws TooFine where more digits are allowed for, so that fewer risks go there.
 */
export function amountAt(x: NumberOperand, scale: number, lowering: Lowering): NumberOperand {
  if (isApproximate(x)) throw new Unsupported('an amount that is not rounded')
  if (x.scale > scale && scale < MAX_AMOUNT_SCALE) throw new TooFine()
  const excess = Math.max(0, x.scale - scale)
  const finer = { ...x, scale: x.scale - excess, divisor: x.divisor * 10 ** excess }
  return withoutDivisor(atScale(finer, scale, lowering), lowering)
}

/** All that it is divided by, in a register. */
function divisorOf({ over }: NumberOperand, divisor: number, lowering: Lowering): Register {
  if (divisor * (over?.high ?? 1) > LIMIT) throw new Unsupported('a number with too many digits')
  const right = lowering.builder.constant(divisor)
  return over ? lowering.compute({ op: 'multiply', left: over.register, right }) : right
}

function withoutDivisor(x: NumberOperand, lowering: Lowering): NumberOperand {
  if (x.divisor === 1 && !x.over) return x
  const { builder } = lowering
  checkBounds(x, lowering)
  const right = divisorOf(x, x.divisor, lowering)
  const rest = lowering.compute({ op: 'remainder', left: x.register, right })
  const zero = builder.constant(0)
  builder.bailIf(lowering.compute({ op: 'not_equal', left: rest, right: zero }))
  const register = lowering.compute({ op: 'divide', left: x.register, right })
  const [low, high] = [x.low, x.high].map((end) => end / x.divisor)
  const ends = { low: Math.min(low ?? 0, 0), high: Math.max(high ?? 0, 0) }
  return { is: 'number', register, scale: x.scale, divisor: 1, ...ends }
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
