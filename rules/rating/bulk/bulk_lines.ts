import { compare, divide } from '../../money/arithmetic.ts'
import { integer, type Exact } from '../../money/decimal.ts'
import { formatExact } from '../../money/format_decimal.ts'
import { toDecimal } from '../../money/parse_decimal.ts'
import type { Program, StepProgram } from '../../program/program.ts'
import type { LineStatus, WorksheetLine } from '../worksheet.ts'
import type { LoweredProgram } from './lower_program.ts'
import type { Fineness, TracePlace } from './lower_trace.ts'
import type { BulkResult } from './prepare_bulk.ts'

/** A line of the worksheet as bulk keeps it: the numbers, without what was filled in and where it was read. */
export type BulkLine = Pick<
  WorksheetLine,
  'step' | 'op' | 'name' | 'text' | 'status' | 'operand' | 'value' | 'citation' | 'at'
>

/** The lines of one premium; `coverage` is null where it is for none, or for the policy's total. */
export interface BulkPremium {
  readonly entity: string
  /** Its place among all of its kind, from 1. */
  readonly number: number
  readonly coverage: string | null
  readonly lines: readonly BulkLine[]
}

/** So many digits after the point are shown of what is but near to the exact number. */
const NEAR_DIGITS = 6

/**
 * Writes out what a rater with `worksheet` kept of one risk: every step that was followed, in the plan's
 * order. Numbers are those of `rate`, without needless zeros; those with more digits than doubles hold are shown to six.
 */
export function bulkLines(
  program: Program,
  lowered: LoweredProgram,
  { trace, premiums }: BulkResult
): readonly BulkPremium[] {
  let amount = 0
  const written = program.premiums.flatMap(({ entity, coverages, steps }, at) => {
    const place = lowered.premiums[at]?.trace
    const kept = trace?.[at]
    if (!place || !kept) return []
    const names = coverages ?? [null]
    const count = kept.length / (names.length * steps.length * 2)
    return Array.from({ length: count * names.length }, (_, row): BulkPremium[] => {
      const isTaken = !Number.isNaN(premiums[amount++])
      const column = row % names.length
      const number = Math.floor(row / names.length) + 1
      const lines = linesOf(steps, place, column, kept.subarray(row * steps.length * 2))
      return isTaken ? [{ entity, number, coverage: names[column] ?? null, lines }] : []
    }).flat()
  })
  const last = trace?.at(-1)
  if (!program.total || !lowered.total || !last) return written
  const lines = linesOf(program.total.steps, lowered.total, 0, last)
  return [...written, { entity: 'policy', number: 1, coverage: null, lines }]
}

function linesOf(
  steps: readonly StepProgram[],
  { lines }: TracePlace,
  column: number,
  numbers: Float64Array
): readonly BulkLine[] {
  let before: Exact = integer(0)
  return steps.map(({ id, op, name, text, citation, at: place }, at) => {
    const traced = lines[column]?.[at]
    const value = traced ? exactOf(numbers[at * 2 + 1], traced.value) : null
    const operand = traced?.operand && value ? exactOf(numbers[at * 2], traced.operand) : null
    const status = value === null ? 'does not apply' : statusOf(op, before, operand)
    if (value) before = value
    return {
      step: id,
      op,
      name,
      text,
      status,
      operand: operand && formatExact(operand, 0),
      value: value && formatExact(value, 0),
      citation: citation ?? null,
      at: place,
    }
  })
}

/** A bound that leaves the amount as it was is not reached. */
function statusOf(op: StepProgram['op'], before: Exact, operand: Exact | null): LineStatus {
  if (operand === null) return 'applied'
  const order = compare(before, operand)
  if (op === 'at least') return order < 0 ? 'applied' : 'not reached'
  if (op === 'at most') return order > 0 ? 'applied' : 'not reached'
  return 'applied'
}

function exactOf(stored: number | undefined, { scale, divisor, isNear }: Fineness): Exact | null {
  if (stored === undefined || Number.isNaN(stored)) return null
  if (isNear) return toDecimal(stored.toFixed(NEAR_DIGITS))
  const exact: Exact = { coefficient: stored, scale }
  return divisor === 1 ? exact : divide(exact, integer(divisor))
}
