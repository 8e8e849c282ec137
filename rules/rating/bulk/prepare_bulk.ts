import type { Facts } from '../../facts/facts.ts'
import type { Program } from '../../program/program.ts'
import type { Decision } from '../worksheet.ts'
import { emitClosures } from './emit_closures.ts'
import { emitJavascript, type Kernel } from './emit_javascript.ts'
import { emitEncoder } from './emit_encoder.ts'
import { prepareEncode, type EmitWrite } from './encode.ts'
import { lowerProgram, RESULT, type LoweredProgram } from './lower_program.ts'
import { newMemory, roomForOne, type Memory } from './memory.ts'

/** The outcome of one risk; amounts are whole numbers at `10^scale` of the rater. */
export interface BulkResult {
  readonly decision: Decision
  readonly premium: number
  readonly feeTotal: number
  readonly total: number
  /** By the plan's premiums, their entities and coverages; NaN where a coverage is not taken. */
  readonly premiums: readonly number[]
  /** In the plan's order; NaN where one is not in force. */
  readonly fees: readonly number[]
  /** The steps of each premium, and last of the policy's total, for `bulkLines`; null where none are kept. */
  readonly trace: readonly Float64Array[] | null
}

/** Rates risks of one plan. */
export interface BulkRater {
  readonly scale: number
  readonly lowered: LoweredProgram
  /** Null where only the exact path can tell: outside a table, beyond doubles, by what bulk doesn't carry. */
  rate(facts: Facts): BulkResult | null
}

export interface BulkOptions {
  /** `closures` is for where source must not be generated, as in pages with a strict content policy. */
  readonly by?: 'source' | 'closures'
  /** Whether each step's operand and value are kept. */
  readonly worksheet?: boolean
}

const DECISIONS: readonly Decision[] = ['accept', 'refer', 'decline']

/** Prepares a program for bulk rating; facts must have passed `validateFacts` against its shape. */
export function prepareBulk(program: Program, options: BulkOptions = {}): BulkRater {
  const { by = 'source', worksheet = false } = options
  const lowered = lowerProgram(program, worksheet)
  if (by === 'closures') return raterOf(lowered, emitClosures(lowered.routine))
  return raterOf(lowered, emitJavascript(lowered.routine), emitEncoder)
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
    scale,
    lowered,
    rate: (facts) => (encode(facts, 0) && kernel(0) ? read() : null),
  }
}

function readerOf(lowered: LoweredProgram, memory: Memory): () => BulkResult {
  const { results, premiums } = lowered
  const result = memory.arrays[results] ?? new Float64Array()
  const copyTrace = tracerOf(lowered, memory)
  return () => {
    const amounts: number[] = []
    for (const { array, kind, width } of premiums) {
      const count = entities(memory, kind) * width
      const stored = memory.arrays[array]
      for (let at = 0; stored && at < count; at++) amounts.push(stored[at] ?? Number.NaN)
    }
    return {
      decision: DECISIONS[result[RESULT.decision] ?? 0] ?? 'accept',
      premium: result[RESULT.premium] ?? Number.NaN,
      feeTotal: result[RESULT.feeTotal] ?? Number.NaN,
      total: result[RESULT.total] ?? Number.NaN,
      premiums: amounts,
      fees: amountsFrom(result, RESULT.fees),
      trace: copyTrace && copyTrace(),
    }
  }
}

function amountsFrom(result: Float64Array, from: number): readonly number[] {
  const amounts: number[] = []
  for (let at = from; at < result.length; at++) amounts.push(result[at] ?? Number.NaN)
  return amounts
}

/** How many entities of a kind the one risk in memory has. */
function entities({ written }: Memory, kind: number): number {
  return kind === 0 ? 1 : (written[kind] ?? 0)
}

function tracerOf({ premiums, total }: LoweredProgram, memory: Memory) {
  const places = premiums.flatMap(({ trace, kind }) => (trace ? [{ trace, kind }] : []))
  if (places.length === 0 && total === null) return null
  if (total) places.push({ trace: total, kind: 0 })
  return (): readonly Float64Array[] =>
    places.map(({ trace, kind }) => {
      const stored = memory.arrays[trace.array] ?? new Float64Array()
      return stored.slice(0, entities(memory, kind) * trace.lines.length * trace.steps * 2)
    })
}
