import type { PremiumProgram } from '../../program/program.ts'
import type { Coverage, Kind } from '../layout.ts'
import type { Register } from './ir.ts'
import { lowerTaken } from './lower_expression.ts'
import { amountAt, checkBounds, numberConstant } from './lower_numbers.ts'
import { lowerSteps } from './lower_steps.ts'
import { traceInto, type TracePlace } from './lower_trace.ts'
import type { Lowering } from './lowering.ts'
import type { NumberOperand } from './operand.ts'
import { onlyKnown } from './unsupported.ts'

const KNOWN_PREMIUM = ['entity', 'coverages', 'steps', 'at', 'citation']

/** Where the amounts of a premium are stored: `width` of them for each entity, NaN where a coverage is not taken. */
export interface PremiumPlace {
  readonly array: number
  readonly kind: number
  readonly width: number
  readonly coverages: readonly (string | null)[]
  /** Null where no worksheet is kept. */
  readonly trace: TracePlace | null
}

/** Works a premium out for each entity and coverage, stores each amount at the scale, and adds it to the sum. */
export function lowerPremium(
  premium: PremiumProgram,
  sum: Register,
  scale: number,
  lowering: Lowering
): PremiumPlace {
  onlyKnown('a premium', premium, KNOWN_PREMIUM)
  const { builder, layout } = lowering
  const kind = layout.kind(premium.entity)
  const coverages = premium.coverages?.map((name) => layout.coverage(name)) ?? [null]
  const width = coverages.length
  const most = mostOf(kind)
  const array = builder.addArray(most * width)
  const trace = lowering.isTraced ? traceInto(premium, most, lowering) : null
  const base = lowering.base(kind)
  lowering.forAll(kind, () => {
    const place = lowering.compute({ op: 'subtract', left: lowering.at(kind), right: base })
    const row = lowering.compute({ op: 'multiply', left: place, right: builder.constant(width) })
    coverages.forEach((coverage, column) => {
      const at = lowering.compute({ op: 'add', left: row, right: builder.constant(column) })
      const amount = builder.variable(builder.constant(Number.NaN))
      const write = () => {
        const start = numberConstant('0', lowering)
        const tell = trace && trace.tell(column, at)
        const worked = lowerSteps(premium.steps, start, coverage, lowering, tell)
        const exact = amountAt(worked, scale, lowering)
        checkBounds(exact, lowering)
        builder.set(amount, exact.register)
        const before = builder.read(sum)
        builder.set(sum, lowering.compute({ op: 'add', left: before, right: exact.register }))
      }
      whereTaken(coverage, () => lowering.orGiveUp(write, undefined), lowering)
      builder.store(array, at, builder.constant(0), builder.read(amount))
    })
  })
  return {
    array,
    kind: kind.index,
    width,
    coverages: coverages.map((coverage) => coverage?.name ?? null),
    trace: trace && trace.place,
  }
}

function whereTaken(coverage: Coverage | null, write: () => void, lowering: Lowering): void {
  if (coverage === null) return write()
  lowering.builder.when(lowerTaken(coverage, lowering), () =>
    lowering.withCoverage(coverage, write)
  )
}

/** How many of a kind a risk has at most, within reason. */
export function mostOf({ holder, shape }: Kind): number {
  return holder === null ? 1 : Math.min(mostOf(holder) * shape.high, 1 << 16)
}

/** The steps on the sum of the premiums; without any, that sum itself. */
export function lowerTotal(
  sum: NumberOperand,
  lowering: Lowering
): { readonly premium: NumberOperand; readonly trace: TracePlace | null } {
  const { total } = lowering.program
  if (!total) return { premium: sum, trace: null }
  onlyKnown('a total', total, ['steps', 'at'])
  const { builder } = lowering
  const trace = lowering.isTraced
    ? traceInto({ steps: total.steps, coverages: null }, 1, lowering)
    : null
  const tell = trace && trace.tell(0, builder.constant(0))
  const premium = lowerSteps(total.steps, sum, null, lowering, tell)
  return { premium, trace: trace && trace.place }
}
