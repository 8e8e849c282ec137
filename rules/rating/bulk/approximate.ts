import type { RoundingMode } from '../../program/program.ts'
import { LIMIT } from './arithmetic.ts'
import type { ExactProduct, Register } from './ir.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { Unsupported } from './unsupported.ts'

/*
 * Where a product of many factors has more digits than doubles hold, it is carried as a double with a proved bound of
 * its error. What it is rounded to is certain unless it lies within that error of where the rounding turns, as at every tie.
 * There the product of its whole factors is rounded; where a sum keeps these from being known, or where it is never
 * rounded, the risk goes to the exact path.
 */

/** A number that is off by `error` at most. */
export type Approximate = NumberOperand & { readonly error: number }

/** A little more than the relative error of one operation on doubles. */
const ULP = 2 ** -52

/** Whether it is carried with an error. */
export function isApproximate(x: NumberOperand): x is Approximate {
  return x.error !== undefined
}

/** The number as a double of its own size. */
export function approximate(x: NumberOperand, lowering: Lowering): Approximate {
  if (isApproximate(x)) return x
  const by = 10 ** x.scale * x.divisor
  if (!(by <= Number.MAX_SAFE_INTEGER)) throw new Unsupported('a number with too many digits')
  const right = lowering.builder.constant(by)
  const whole = by === 1 ? x.register : lowering.compute({ op: 'divide', left: x.register, right })
  const { over } = x
  const register = over
    ? lowering.compute({ op: 'divide', left: whole, right: over.register })
    : whole
  const product = { factors: [x.register], over: [right, ...(over ? [over.register] : [])] }
  lowering.products.set(register, product)
  const [low, high] = over ? [Math.min(x.low, 0), Math.max(x.high, 0)] : [x.low, x.high]
  return approximately(register, low / by, high / by, size(x) * ((2 * ULP) / by))
}

/** Sum, difference or product of two numbers, of which the exact one would have too many digits. */
export function combineApproximately(
  op: 'add' | 'subtract' | 'multiply',
  left: NumberOperand,
  right: NumberOperand,
  lowering: Lowering
): Approximate {
  const [a, b] = [approximate(left, lowering), approximate(right, lowering)]
  const register = lowering.compute({ op, left: a.register, right: b.register })
  if (op === 'multiply') {
    const [factorsOfA, factorsOfB] = [a, b].map((one) => lowering.products.get(one.register))
    if (factorsOfA && factorsOfB) {
      lowering.products.set(register, joined(factorsOfA, factorsOfB))
    }
    const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high]
    const error = size(a) * b.error + size(b) * a.error + a.error * b.error
    const most = size(a) * size(b)
    return approximately(register, Math.min(...corners), Math.max(...corners), error + most * ULP)
  }
  const [low, high] =
    op === 'add' ? [a.low + b.low, a.high + b.high] : [a.low - b.high, a.high - b.low]
  const error = a.error + b.error + (size(a) + size(b)) * ULP
  return approximately(register, low, high, error)
}

/** Rounds to a multiple of `unit / 10^scale`, as the number of those multiples; near a turn its factors tell, else the risk is given up. */
export function roundApproximately(
  x: Approximate,
  by: { readonly unit: number; readonly scale: number },
  mode: RoundingMode,
  lowering: Lowering
): Register {
  const { builder } = lowering
  const multiple = by.unit / 10 ** by.scale
  const most = size(x) / multiple
  const error = x.error / multiple + most * ULP * 4
  if (!(error < 0.01)) throw new Unsupported('a number too uncertain to be rounded')
  const left = x.register
  const quotient = lowering.compute({ op: 'divide', left, right: builder.constant(multiple) })
  const ends = [-error, error].map((off) => {
    const moved = lowering.compute({ op: 'add', left: quotient, right: builder.constant(off) })
    const signed = x.low - x.error < 0
    return lowering.compute({ op: 'rounded', operand: moved, divisor: 1, mode, signed })
  })
  const [low = 0, high = 0] = ends
  const isUncertain = lowering.compute({ op: 'not_equal', left: low, right: high })
  const product = lowering.products.get(x.register)
  const rounded = builder.variable(low)
  if (product) {
    const multiples = {
      factors: [builder.constant(10 ** by.scale)],
      over: [builder.constant(by.unit)],
    }
    const exact = { op: 'rounded_product', ...joined(product, multiples), mode } as const
    builder.when(isUncertain, () => builder.set(rounded, lowering.compute(exact)))
  } else builder.bailIf(isUncertain)
  const result = builder.read(rounded)
  const fits = lowering.compute({ op: 'less', left: result, right: builder.constant(LIMIT) })
  builder.bailIf(lowering.compute({ op: 'not', operand: fits }))
  return result
}

function joined(a: ExactProduct, b: ExactProduct): ExactProduct {
  return { factors: [...a.factors, ...b.factors], over: [...a.over, ...b.over] }
}

function approximately(register: Register, low: number, high: number, error: number): Approximate {
  if (![low, high, error].every(Number.isFinite)) throw new Unsupported('a number without bounds')
  return { is: 'number', register, scale: 0, divisor: 1, low, high, error: error * 1.01 }
}

/** The greatest magnitude that it can have. */
function size({ low, high }: NumberOperand): number {
  return Math.max(Math.abs(low), Math.abs(high))
}
