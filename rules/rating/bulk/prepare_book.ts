import type { Facts } from '../../facts/facts.ts'
import { toDecimal } from '../../money/parse_decimal.ts'
import type { HashedProgram } from '../../program/program.ts'
import type { Kind } from '../layout.ts'
import { known } from '../layout.ts'
import { prepare } from '../prepare.ts'
import { rate } from '../rate.ts'
import type { Decision } from '../worksheet.ts'
import { emitClosures } from './emit_closures.ts'
import { emitEncoder } from './emit_encoder.ts'
import { emitJavascript } from './emit_javascript.ts'
import { prepareEncode } from './encode.ts'
import { lowerProgram, RESULT } from './lower_program.ts'
import { newMemory } from './memory.ts'

/** What came of some risks, in their order. */
export interface RatedRisks {
  /** By `DECISION_CODES`; 3 where the plan doesn't rate the risk. */
  readonly decisions: Uint8Array
  /** Whole numbers at `10^scale` of the rater; NaN where the plan doesn't rate the risk. */
  readonly totals: Float64Array
  /** How many of them only the exact path could rate. */
  readonly exact: number
}

/** What the numbers of decisions stand for. */
export const DECISION_CODES: readonly (Decision | 'not rated')[] = [
  'accept',
  'refer',
  'decline',
  'not rated',
]

const NOT_RATED = 3

/** Rates any number of risks of one plan in columns of so many at a time, whose memory is used again. */
export interface BookRater {
  readonly scale: number
  /** What some risks are given up to the exact path for, beside numbers beyond doubles. */
  readonly reasons: readonly string[]
  /** Facts must have passed `validateFacts` against the program's shape. */
  rate(risks: readonly Facts[]): Promise<RatedRisks>
}

/** How many risks stand in the columns at once, and for how many entities there is room on each of them. */
const ROWS = 1024
const ROOM_EACH = 8

/** Prepares a program to rate whole books; what bulk rating gives up is rated online. */
export function prepareBook(
  compiled: HashedProgram,
  by: 'source' | 'closures' = 'source'
): BookRater {
  const lowered = lowerProgram(compiled.program)
  const { layout, columns, codes, routine, scale, reasons } = lowered
  const memory = newMemory(layout, columns, routine, roomFor(layout.kinds))
  const encode =
    by === 'source'
      ? prepareEncode(layout, columns, codes, memory, emitEncoder)
      : prepareEncode(layout, columns, codes, memory)
  const kernel = (by === 'source' ? emitJavascript : emitClosures)(routine)(memory)
  const result = known(memory.arrays[lowered.results], 'results')
  const online = prepare(compiled)

  /** Reads risks into the columns from one on; how many fitted. */
  const fill = (risks: readonly Facts[], from: number): number => {
    let row = 0
    while (row < ROWS) {
      const facts = risks[from + row]
      if (!facts || !encode(facts, row)) break
      row += 1
    }
    return row
  }
  const exactly = async (facts: Facts): Promise<readonly [decision: number, total: number]> => {
    const outcome = await rate(online, facts)
    if (!outcome.ok) return [NOT_RATED, Number.NaN]
    const total = toDecimal(outcome.worksheet.total)
    return [
      DECISION_CODES.indexOf(outcome.worksheet.decision),
      Number(total.coefficient) * 10 ** (scale - total.scale),
    ]
  }
  return {
    scale,
    reasons,
    rate: async (risks) => {
      const decisions = new Uint8Array(risks.length)
      const totals = new Float64Array(risks.length)
      let exact = 0
      let at = 0
      while (at < risks.length) {
        const rows = fill(risks, at)
        const left: number[] = rows === 0 ? [0] : []
        for (let row = 0; row < rows; row++) {
          if (kernel(row)) {
            decisions[at + row] = result[RESULT.decision] ?? 0
            totals[at + row] = result[RESULT.total] ?? Number.NaN
          } else left.push(row)
        }
        for (const row of left) {
          const facts = risks[at + row]
          if (!facts) continue
          const [decision, total] = await exactly(facts)
          decisions[at + row] = decision
          totals[at + row] = total
          if (decision !== NOT_RATED) exact += 1
        }
        at += Math.max(rows, 1)
      }
      return { decisions, totals, exact }
    },
  }
}

function roomFor(kinds: readonly Kind[]): readonly number[] {
  const room: number[] = []
  for (const { index, holder, shape } of kinds) {
    room[index] = holder ? (room[holder.index] ?? ROWS) * Math.min(shape.high, ROOM_EACH) : ROWS
  }
  return room.map((count) => Math.min(count, ROWS * ROOM_EACH))
}
