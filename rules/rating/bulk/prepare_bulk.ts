import type { Facts } from '../../facts/facts.ts'
import type { Decision } from '../worksheet.ts'
import type { Program } from '../../program/program.ts'
import { emitClosures } from './emit_closures.ts'
import { emitJavascript, type Kernel } from './emit_javascript.ts'
import { emitEncoder } from './emit_encoder.ts'
import { prepareEncode, type EmitWrite } from './encode.ts'
import { lowerProgram, RESULT, type LoweredProgram } from './lower_program.ts'
import { newMemory, roomForOne, type Memory } from './memory.ts'
import { Unsupported } from './unsupported.ts'

/** The outcome of one risk; amounts are whole numbers at `10^scale` of the rater. */
export interface BulkResult {
  readonly decision: Decision
  readonly premium: number
  readonly feeTotal: number
  readonly total: number
  /** By the plan's premiums, their entities and coverages; NaN where a coverage is not taken. */
  readonly premiums: readonly number[]
  readonly fees: readonly number[]
}

/** Rates risks of one plan without a worksheet. */
export interface BulkRater {
  readonly supported: true
  readonly scale: number
  readonly lowered: LoweredProgram
  /** Null where only the exact path can tell: outside a table, beyond doubles. */
  rate(facts: Facts): BulkResult | null
}

/** Why a plan is rated by the exact path alone. */
export interface NoBulk {
  readonly supported: false
  readonly reason: string
}

const DECISIONS: readonly Decision[] = ['accept', 'refer', 'decline']

/**
 * Prepares a program for bulk rating; facts must have passed `validateFacts` against its shape.
 * `closures` is for where source must not be generated, as in pages with a strict content policy.
 */
export function prepareBulk(
  program: Program,
  by: 'source' | 'closures' = 'source'
): BulkRater | NoBulk {
  try {
    const lowered = lowerProgram(program)
    if (by === 'closures') return raterOf(lowered, emitClosures(lowered.routine))
    return raterOf(lowered, emitJavascript(lowered.routine), emitEncoder)
  } catch (error) {
    if (error instanceof Unsupported) return { supported: false, reason: error.message }
    throw error
  }
}

function raterOf(
  lowered: LoweredProgram,
  bind: (memory: Memory) => Kernel,
  emitWrite?: EmitWrite
): BulkRater {
  const { layout, columns, codes, routine, scale } = lowered
  const memory = newMemory(layout, columns, routine, roomForOne(layout))
  const encode = prepareEncode(layout, columns, codes, memory, emitWrite)
  const kernel = bind(memory)
  const read = readerOf(lowered, memory)
  return {
    supported: true,
    scale,
    lowered,
    rate: (facts) => (encode(facts, 0) && kernel(0) ? read() : null),
  }
}

function readerOf({ results, premiums }: LoweredProgram, memory: Memory): () => BulkResult {
  const result = memory.arrays[results] ?? new Float64Array()
  return () => {
    const amounts: number[] = []
    for (const { array, kind, width } of premiums) {
      const count = (kind === 0 ? 1 : (memory.starts[kind]?.[1] ?? 0)) * width
      const stored = memory.arrays[array]
      for (let at = 0; stored && at < count; at++) amounts.push(stored[at] ?? Number.NaN)
    }
    return {
      decision: DECISIONS[result[RESULT.decision] ?? 0] ?? 'accept',
      premium: result[RESULT.premium] ?? Number.NaN,
      feeTotal: result[RESULT.feeTotal] ?? Number.NaN,
      total: result[RESULT.total] ?? Number.NaN,
      premiums: amounts,
      fees: [...result.subarray(RESULT.fees)],
    }
  }
}
