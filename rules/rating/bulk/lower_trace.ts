import type { PremiumProgram } from '../../program/program.ts'
import type { Register } from './ir.ts'
import type { Trace } from './lower_steps.ts'
import { undivided } from './lower_numbers.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'

/** What a stored number must be divided by, as `10^scale` times a divisor. */
export interface Fineness {
  readonly scale: number
  readonly divisor: number
  /** Whether it is but near to the exact number. */
  readonly isNear: boolean
}

/** By what a line's operand and value are stored; null where there is no operand. */
export interface TracedLine {
  readonly operand: Fineness | null
  readonly value: Fineness
}

/** Where the lines of a premium are stored: two numbers a step, NaN where it does not apply. */
export interface TracePlace {
  readonly array: number
  readonly steps: number
  /** By coverage, then by step; undefined where the step is never taken. */
  readonly lines: readonly (readonly (TracedLine | undefined)[])[]
}

/** Prepares the tracing of a premium's steps into an array that is cleared for each risk. */
export function traceInto(
  { steps, coverages }: Pick<PremiumProgram, 'steps' | 'coverages'>,
  most: number,
  lowering: Lowering
) {
  const { builder } = lowering
  const width = coverages?.length ?? 1
  const stride = steps.length * 2
  const array = builder.addArray(most * width * stride)
  const lines = Array.from({ length: width }, (): (TracedLine | undefined)[] => [])
  builder.clear(array)
  const put = (row: Register, offset: number, { register }: NumberOperand) => {
    const start = lowering.compute({ op: 'multiply', left: row, right: builder.constant(stride) })
    const at = lowering.compute({ op: 'add', left: start, right: builder.constant(offset) })
    builder.store(array, at, builder.constant(0), register)
  }
  return {
    place: { array, steps: steps.length, lines } satisfies TracePlace,
    /** What is told of the steps of a coverage of the entity whose amount stands at that place. */
    tell:
      (column: number, row: Register): Trace =>
      (step, operand, value) => {
        const own = lines[column]
        const kept = operand && undivided(operand, lowering)
        const left = undivided(value, lowering)
        if (own) own[step] = { operand: kept && fineness(kept), value: fineness(left) }
        if (kept) put(row, step * 2, kept)
        put(row, step * 2 + 1, left)
      },
  }
}

function fineness({ scale, divisor, error }: NumberOperand): Fineness {
  return { scale, divisor, isNear: error !== undefined }
}
