import { currencyDigits } from '../../money/currency.ts'
import type { FeeProgram, Program } from '../../program/program.ts'
import type { Layout } from '../layout.ts'
import { LIMIT } from './arithmetic.ts'
import type { Column } from './columns.ts'
import type { Codes } from './codes.ts'
import type { Register, Routine } from './ir.ts'
import { lowerExpression } from './lower_expression.ts'
import { lowerFee } from './lower_fee.ts'
import {
  amountAt,
  checkBounds,
  combine,
  MAX_AMOUNT_SCALE,
  numberConstant,
} from './lower_numbers.ts'
import { lowerPremium, lowerTotal, type PremiumPlace } from './lower_premium.ts'
import { lowerGroup } from './lower_rule.ts'
import type { TracePlace } from './lower_trace.ts'
import { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { prune } from './prune.ts'
import { onlyKnown, TooFine } from './unsupported.ts'

const KNOWN_PROGRAM = [
  ...['format', 'plan', 'shape', 'tables', 'values', 'facts', 'groups', 'discounts', 'premiums'],
  ...['total', 'fees', 'worstCase'],
]
const KNOWN_TABLE = [
  ...['name', 'file', 'keys', 'columns', 'rows', 'firstMatch', 'refuses', 'citation', 'at'],
]
const KNOWN_VALUE = ['name', 'of', 'type', 'expression', 'citation', 'at']

/** Where the results of a risk are stored. */
export const RESULT = { decision: 0, premium: 1, feeTotal: 2, total: 3, fees: 4 } as const

/** A program in the intermediate form, with what its columns and results mean. */
export interface LoweredProgram {
  readonly routine: Routine
  readonly layout: Layout
  readonly codes: Codes
  readonly columns: readonly Column[]
  /** The array of results, by `RESULT`; fees follow one another, NaN where one is not in force. */
  readonly results: number
  readonly premiums: readonly PremiumPlace[]
  /** Where the steps of the policy's total are stored; null where there are none, or no worksheet is kept. */
  readonly total: TracePlace | null
  /** Amounts are whole numbers at `10^scale`. */
  readonly scale: number
  /** What some risks are given up for, beside numbers beyond doubles. */
  readonly reasons: readonly string[]
}

/**
 * Turns a program into the intermediate form, with the lines of the worksheet where they are wanted.
 * Whatever can't be carried exactly gives up the risks that come to it.
 */
export function lowerProgram(program: Program, isTraced = false): LoweredProgram {
  for (let scale = currencyDigits(program.plan.currency); ; scale++) {
    try {
      return lowerAtScale(new Lowering(program, isTraced), scale)
    } catch (error) {
      if (!(error instanceof TooFine) || scale >= MAX_AMOUNT_SCALE) throw error
    }
  }
}

function checkKnown({ program }: Lowering): void {
  onlyKnown('a plan', program, KNOWN_PROGRAM)
  for (const table of program.tables) onlyKnown('a table', table, KNOWN_TABLE)
  for (const value of program.values) onlyKnown('a value', value, KNOWN_VALUE)
}

/** @throws TooFine where an amount has more digits than the scale. */
function lowerAtScale(lowering: Lowering, scale: number): LoweredProgram {
  const { builder, program, charged } = lowering
  const results = builder.addArray(RESULT.fees + program.fees.length)
  const put = (at: number, value: Register) =>
    builder.store(results, builder.constant(at), builder.constant(0), value)
  lowering.orGiveUp(() => checkKnown(lowering), undefined)
  put(RESULT.decision, lowerDecision(lowering))
  lowerAssignments(lowering)
  const sum = builder.variable(builder.constant(0))
  const premiums = program.premiums.map((premium) => lowerPremium(premium, sum, scale, lowering))
  const sumOfAll = checked(builder.read(sum), scale, lowering)
  const worked = lowering.orGiveUp(() => lowerTotal(sumOfAll, lowering), null)
  charged.premium = amountAt(worked?.premium ?? sumOfAll, scale, lowering)
  charged.fees = numberConstant('0', lowering)
  program.fees.forEach((fee, at) => {
    const { isInForce, amount } = feeOrNone(fee, scale, lowering)
    addFee(fee, amount, lowering)
    const missing = builder.constant(Number.NaN)
    const select = { op: 'select', test: isInForce, otherwise: missing } as const
    put(RESULT.fees + at, lowering.compute({ ...select, then: amount.register }))
  })
  const fees = amountAt(charged.fees, scale, lowering)
  const total = lowering.compute({
    op: 'add',
    left: charged.premium.register,
    right: fees.register,
  })
  put(RESULT.premium, charged.premium.register)
  put(RESULT.feeTotal, fees.register)
  put(RESULT.total, checked(total, scale, lowering).register)
  return {
    routine: prune(builder.finish()),
    layout: lowering.layout,
    codes: lowering.codes,
    columns: lowering.columns.all,
    results,
    premiums,
    total: worked?.trace ?? null,
    scale,
    reasons: [...lowering.reasons],
  }
}

/** An amount that each risk is given up for whose own lies beyond doubles. */
function checked(register: Register, scale: number, lowering: Lowering): NumberOperand {
  const bounds = { low: -Infinity, high: Infinity }
  checkBounds({ is: 'number', register, scale, divisor: 1, ...bounds }, lowering)
  return { is: 'number', register, scale, divisor: 1, low: -LIMIT, high: LIMIT }
}

/** Every assignment is told of, and so worked out, for each that takes. */
function lowerAssignments(lowering: Lowering): void {
  for (const { expression } of lowering.program.values) {
    if (expression.op !== 'assign') continue
    const kind = lowering.layout.kind(expression.to)
    lowering.forAll(kind, () =>
      lowering.orGiveUp(() => lowerExpression(expression, lowering), null)
    )
  }
}

function feeOrNone(fee: FeeProgram, scale: number, lowering: Lowering) {
  return lowering.orGiveUp(() => lowerFee(fee, scale, lowering), {
    isInForce: lowering.builder.constant(0),
    amount: numberConstant('0', lowering),
  })
}

/** The fees after it may speak of it; of one name, that in force. */
function addFee({ name }: FeeProgram, amount: NumberOperand, lowering: Lowering): void {
  const { charged } = lowering
  const before = charged.byName.get(name)
  charged.byName.set(name, before ? combine('add', before, amount, lowering) : amount)
  charged.fees = charged.fees && combine('add', charged.fees, amount, lowering)
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
