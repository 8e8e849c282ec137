import { currencyDigits } from '../../money/currency.ts'
import type { Program } from '../../program/program.ts'
import type { Layout } from '../layout.ts'
import type { Column } from './columns.ts'
import type { Codes } from './codes.ts'
import type { Register, Routine } from './ir.ts'
import { lowerFee } from './lower_fee.ts'
import { checkBounds } from './lower_numbers.ts'
import { lowerPremium, type PremiumPlace } from './lower_premium.ts'
import { lowerGroup } from './lower_rule.ts'
import { Lowering } from './lowering.ts'
import { prune } from './prune.ts'
import { onlyKnown, TooFine, Unsupported } from './unsupported.ts'

const KNOWN_PROGRAM = [
  ...['format', 'plan', 'shape', 'tables', 'values', 'facts', 'groups', 'discounts', 'premiums'],
  ...['fees', 'worstCase'],
]
const KNOWN_TABLE = [
  ...['name', 'file', 'keys', 'columns', 'rows', 'firstMatch', 'refuses', 'citation', 'at'],
]
const KNOWN_VALUE = ['name', 'of', 'type', 'expression', 'citation', 'at']

/** So many digits after the point an amount can have; with more, it would not fit in doubles. */
const MAX_AMOUNT_SCALE = 6

/** Where the results of a risk are stored. */
export const RESULT = { decision: 0, premium: 1, feeTotal: 2, total: 3, fees: 4 } as const

/** A program in the intermediate form, with what its columns and results mean. */
export interface LoweredProgram {
  readonly routine: Routine
  readonly layout: Layout
  readonly codes: Codes
  readonly columns: readonly Column[]
  /** The array of results, by `RESULT`; fees follow one another. */
  readonly results: number
  readonly premiums: readonly PremiumPlace[]
  /** Amounts are whole numbers at `10^scale`. */
  readonly scale: number
}

/** Turns a program into the intermediate form. @throws Unsupported for what that cannot express. */
export function lowerProgram(program: Program): LoweredProgram {
  onlyKnown('a plan', program, KNOWN_PROGRAM)
  for (const table of program.tables) onlyKnown('a table', table, KNOWN_TABLE)
  for (const value of program.values) onlyKnown('a value', value, KNOWN_VALUE)
  const digits = currencyDigits(program.plan.currency)
  for (let scale = digits; scale <= MAX_AMOUNT_SCALE; scale++) {
    const lowered = lowerAtScale(program, scale)
    if (lowered) return lowered
  }
  throw new Unsupported('an amount with too many digits')
}

/** Null where an amount has more digits than the scale. */
function lowerAtScale(program: Program, scale: number): LoweredProgram | null {
  const lowering = new Lowering(program)
  const { builder } = lowering
  const results = builder.addArray(RESULT.fees + program.fees.length)
  const put = (at: number, value: Register) =>
    builder.store(results, builder.constant(at), builder.constant(0), value)
  try {
    put(RESULT.decision, lowerDecision(lowering))
    const sum = builder.variable(builder.constant(0))
    const premiums = program.premiums.map((premium) => lowerPremium(premium, sum, scale, lowering))
    const premium = builder.read(sum)
    put(RESULT.premium, premium)
    let feeTotal = builder.constant(0)
    program.fees.forEach((fee, at) => {
      const { register } = lowerFee(fee, scale, lowering)
      put(RESULT.fees + at, register)
      feeTotal = lowering.compute({ op: 'add', left: feeTotal, right: register })
    })
    put(RESULT.feeTotal, feeTotal)
    const total = lowering.compute({ op: 'add', left: premium, right: feeTotal })
    checkBounds(
      { is: 'number', register: total, scale, divisor: 1, low: -Infinity, high: Infinity },
      lowering
    )
    put(RESULT.total, total)
    return {
      routine: prune(builder.finish()),
      layout: lowering.layout,
      codes: lowering.codes,
      columns: lowering.columns.all,
      results,
      premiums,
      scale,
    }
  } catch (error) {
    if (error instanceof TooFine) return null
    throw error
  }
}

/** 2 where a rule declines, else 1 where one refers, else 0. */
function lowerDecision(lowering: Lowering): Register {
  const { builder } = lowering
  const decision = builder.variable(builder.constant(0))
  for (const group of lowering.program.groups) {
    lowerGroup(group, lowering, ({ event }, fired) => {
      if (event.type !== 'decline' && event.type !== 'refer') return
      const level = builder.constant(event.type === 'decline' ? 2 : 1)
      builder.when(fired, () => {
        const before = builder.read(decision)
        builder.set(decision, lowering.compute({ op: 'at_least', left: before, right: level }))
      })
    })
  }
  return builder.read(decision)
}
