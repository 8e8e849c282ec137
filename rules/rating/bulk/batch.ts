import type { Facts } from '../../facts/facts.ts'
import { known, type Kind } from '../layout.ts'
import { emitEncoder } from './emit_encoder.ts'
import { emitJavascript } from './emit_javascript.ts'
import { prepareEncode } from './encode.ts'
import { RESULT, type LoweredProgram } from './lower_program.ts'
import { newMemory } from './memory.ts'

/** What came of a batch, by risk; amounts are whole numbers at `10^scale`, NaN where the exact path must rate. */
export interface BatchResult {
  /** 0 accept, 1 refer, 2 decline. */
  readonly decisions: Uint8Array
  readonly premiums: Float64Array
  readonly totals: Float64Array
  /** The numbers of the risks that were given up. */
  readonly left: readonly number[]
}

/** Risks of one plan held in columns; rated as often as wanted without being read again. */
export interface Batch {
  readonly count: number
  rate(): BatchResult
}

/** Reads risks into columns. Facts must have passed `validateFacts` against the program's shape. */
export function readBatch(lowered: LoweredProgram, risks: readonly Facts[]): Batch {
  const { layout, columns, codes, routine, results } = lowered
  const memory = newMemory(layout, columns, routine, roomFor(layout.kinds, risks))
  const encode = prepareEncode(layout, columns, codes, memory, emitEncoder)
  risks.forEach((facts, risk) => encode(facts, risk))
  const kernel = emitJavascript(routine)(memory)
  const result = known(memory.arrays[results], 'results')
  return {
    count: risks.length,
    rate: () => {
      const decisions = new Uint8Array(risks.length)
      const premiums = new Float64Array(risks.length).fill(Number.NaN)
      const totals = new Float64Array(risks.length).fill(Number.NaN)
      const left: number[] = []
      for (let risk = 0; risk < risks.length; risk++) {
        if (kernel(risk)) {
          decisions[risk] = result[RESULT.decision] ?? 0
          premiums[risk] = result[RESULT.premium] ?? Number.NaN
          totals[risk] = result[RESULT.total] ?? Number.NaN
        } else {
          left.push(risk)
        }
      }
      return { decisions, premiums, totals, left }
    },
  }
}

/** Room for just these risks. */
function roomFor(kinds: readonly Kind[], risks: readonly Facts[]): readonly number[] {
  const room = kinds.map(() => 0)
  const count = (kind: Kind, holders: readonly Readonly<Record<string, unknown>>[]): void => {
    room[kind.index] = (room[kind.index] ?? 0) + holders.length
    for (const inner of kinds.filter(({ holder }) => holder === kind)) {
      for (const holder of holders) {
        const list = holder[inner.list ?? inner.name]
        if (Array.isArray(list)) count(inner, list)
      }
    }
  }
  count(known(kinds[0], 'policy'), risks)
  return room
}
