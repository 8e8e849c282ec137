import { isDecimal, type Decimal, type Exact } from '../../money/decimal.ts'
import { toRatio } from '../../money/ratio.ts'
import type { Expression } from '../../program/program.ts'
import { inIntervals, type PreparedInterval } from '../prepared_intervals.ts'
import { LIMIT } from './arithmetic.ts'
import type { Register } from './ir.ts'
import { atCommonScale, findRow, lowerKeys } from './lower_lookup.ts'
import { combine } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { Unsupported } from './unsupported.ts'

/** A value on the straight line between two rows: a fraction by what the slopes of the table have in common. */
export function lowerInterpolation(
  { table: name, keys, column }: Extract<Expression, { readonly op: 'interpolate' }>,
  lowering: Lowering
): NumberOperand {
  const prepared = lowering.preparedTable(name)
  const { intervals } = prepared
  const operands = lowerKeys(keys, lowering)
  const key = operands.at(-1)
  if (key?.is !== 'number') throw new Unsupported('an interpolation by what is no number')
  const byInterval = inIntervals(lowering.table(name), intervals)
  const read = findRow(
    operands,
    byInterval,
    { ...prepared, values: intervals.map(() => []) },
    lowering
  )
  const columnBy = (pick: (interval: PreparedInterval) => Exact | null | undefined) =>
    numberColumn(
      intervals.map((interval) => decimalOf(pick(interval))),
      read
    )
  const first = columnBy(({ row }) => prepared.values[row]?.[column] as Exact)
  const start = columnBy(({ at }) => at ?? undefined)
  const slope = slopeColumn(intervals, column, read)
  const way = combine('subtract', asGiven(key, lowering), start, lowering)
  return combine('add', first, combine('multiply', way, slope, lowering), lowering)
}

/** A key that was not given lies on a row of its own, whose slope is nothing. */
function asGiven(key: NumberOperand, lowering: Lowering): NumberOperand {
  if (!lowering.nullable.has(key.register)) return key
  const register = lowering.compute({
    op: 'select',
    test: lowering.compute({ op: 'missing', operand: key.register }),
    then: lowering.builder.constant(0),
    otherwise: key.register,
  })
  lowering.nullable.delete(register)
  return { ...key, register, low: Math.min(0, key.low), high: Math.max(0, key.high) }
}

type Read = (ofRow: (row: number) => number) => Register

function numberColumn(values: readonly Decimal[], read: Read): NumberOperand {
  const { scaled, scale } = atCommonScale(values)
  return columnOf(scaled, { scale, divisor: 1 }, read)
}

/** Slopes as whole parts of the least common divisor. */
function slopeColumn(
  intervals: readonly PreparedInterval[],
  column: number,
  read: Read
): NumberOperand {
  const slopes = intervals.map(({ slopes: all }) => lowest(all?.[column] ?? null))
  const common = slopes.reduce((least, [, bottom]) => {
    const multiple = (least / divisorOf(least, bottom)) * bottom
    if (multiple > BigInt(LIMIT)) throw new Unsupported('slopes without a common divisor')
    return multiple
  }, 1n)
  const parts = slopes.map(([top, bottom]) => Number((top * common) / bottom))
  return columnOf(parts, { scale: 0, divisor: Number(common) }, read)
}

function columnOf(
  values: readonly number[],
  { scale, divisor }: { readonly scale: number; readonly divisor: number },
  read: Read
): NumberOperand {
  if (values.some((value) => !(Math.abs(value) <= LIMIT))) {
    throw new Unsupported('an interpolation beyond doubles')
  }
  return {
    is: 'number',
    register: read((row) => values[row] ?? Number.NaN),
    scale,
    divisor,
    low: values.reduce((low, value) => Math.min(low, value), 0),
    high: values.reduce((high, value) => Math.max(high, value), 0),
  }
}

function decimalOf(value: Exact | null | undefined): Decimal {
  if (value === null || value === undefined) return { coefficient: 0, scale: 0 }
  if (!isDecimal(value)) throw new Unsupported('an interpolation of what is no decimal')
  return value
}

/** A slope in lowest terms; nothing where the value stays the same. */
function lowest(slope: Exact | null): readonly [top: bigint, bottom: bigint] {
  if (slope === null) return [0n, 1n]
  const { numerator, denominator } = toRatio(slope)
  const divisor = divisorOf(numerator < 0n ? -numerator : numerator, denominator)
  return [numerator / divisor, denominator / divisor]
}

function divisorOf(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisorOf(b, a % b)
}
