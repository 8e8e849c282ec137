import type { Expression, Ranking } from '../../program/program.ts'
import type { Kind } from '../layout.ts'
import { isApproximate, type Approximate } from './approximate.ts'
import type { Register } from './ir.ts'
import { lowerNumber } from './lower_expression.ts'
import { storeForAll } from './lower_stored.ts'
import type { Lowering } from './lowering.ts'
import type { Operand } from './operand.ts'
import { onlyKnown, Unsupported } from './unsupported.ts'

type Assignment = Extract<Expression, { readonly op: 'assign' }>

const KNOWN = ['op', 'from', 'to', 'rankFrom', 'rankTo', 'leftOver']

/** Whom the entity in scope is assigned; not given where none is left. */
export function lowerAssign(expression: Assignment, lowering: Lowering): Operand {
  onlyKnown('an assignment', expression, KNOWN)
  const { builder, layout } = lowering
  const [from, to] = [layout.kind(expression.from), layout.kind(expression.to)]
  const own = lowering.at(to)
  const place = placeOf(own, to, expression.rankTo, lowering)
  const count = lowering.compute({
    op: 'subtract',
    left: end(from, lowering),
    right: lowering.base(from),
  })
  const isLeftOver = lowering.compute({ op: 'less_or_equal', left: count, right: place })
  const found = builder.variable(builder.constant(Number.NaN))
  builder.loop(lowering.base(from), end(from, lowering), (register) => {
    const rank = placeOf(register, from, expression.rankFrom, lowering)
    builder.when(lowering.compute({ op: 'equal', left: rank, right: place }), () =>
      builder.set(found, register)
    )
  })
  const { leftOver } = expression
  if (leftOver) {
    builder.when(isLeftOver, () => builder.set(found, firstBy(from, leftOver, lowering)))
  }
  const register = lowering.compute({ op: 'read', variable: found })
  lowering.nullable.add(register)
  return { is: 'entity', register, kind: from.name }
}

/** The first of a kind by a ranking that may look at the one in scope which takes. */
function firstBy(kind: Kind, { by, first }: Ranking, lowering: Lowering): Register {
  const { builder } = lowering
  const nothing = builder.constant(Number.NaN)
  const [best, found] = [builder.variable(nothing), builder.variable(nothing)]
  builder.loop(lowering.base(kind), end(kind, lowering), (at) => {
    const key = exactKey(lowering.within(kind, at, () => lowerNumber(by, lowering)))
    builder.bailIf(lowering.compute({ op: 'missing', operand: key }))
    const before = builder.read(best)
    const isFirst = lowering.compute({ op: 'missing', operand: before })
    const [left, right] = first === 'lowest' ? [key, before] : [before, key]
    const isBetter = lowering.compute({ op: 'less', left, right })
    builder.when(lowering.compute({ op: 'or', left: isFirst, right: isBetter }), () => {
      builder.set(best, key)
      builder.set(found, at)
    })
  })
  return lowering.compute({ op: 'read', variable: found })
}

function end(kind: Kind, lowering: Lowering): Register {
  return lowering.compute({ op: 'end', kind: kind.index, holder: lowering.builder.risk })
}

/** How many of a kind come before the one at a place, by rank and then in the order of the facts. */
function placeOf(
  own: Register,
  kind: Kind,
  rankings: readonly Ranking[],
  lowering: Lowering
): Register {
  const { builder } = lowering
  if (kind.holder?.holder !== null) throw new Unsupported(`the rank of a ${kind.name}`)
  const orders = rankings.map((ranking) => orderOf(kind, ranking, lowering))
  const place = builder.variable(builder.constant(0))
  builder.loop(lowering.base(kind), end(kind, lowering), (other) => {
    let comesBefore = lowering.compute({ op: 'less', left: other, right: own })
    for (const order of orders.toReversed()) {
      const { ahead, behind } = order(other, own)
      const level = lowering.compute({ op: 'not', operand: behind })
      const tied = lowering.compute({ op: 'and', left: level, right: comesBefore })
      comesBefore = lowering.compute({ op: 'or', left: ahead, right: tied })
    }
    builder.when(comesBefore, () => {
      const right = builder.constant(1)
      builder.set(place, lowering.compute({ op: 'add', left: builder.read(place), right }))
    })
  })
  return builder.read(place)
}

/** Whether one of two entities comes before the other by a ranking, or after it. */
function orderOf(kind: Kind, { by, first }: Ranking, lowering: Lowering) {
  const name = `rank ${kind.name} ${JSON.stringify(by)}`
  const stored = storeForAll(name, kind, () => lowerNumber(by, lowering), lowering)
  return (one: Register, other: Register) => {
    const [a, b] = [stored(one), stored(other)]
    const [lesser, greater] =
      a.is === 'number' && b.is === 'number' && isApproximate(a) && isApproximate(b)
        ? nearlyOrdered([one, other], a, b, lowering)
        : ordered(exactKey(a), exactKey(b), lowering)
    return first === 'lowest'
      ? { ahead: lesser, behind: greater }
      : { ahead: greater, behind: lesser }
  }
}

/** Whether the first is less than the second, and whether it is greater. */
function ordered(a: Register, b: Register, lowering: Lowering): readonly [Register, Register] {
  return [
    lowering.compute({ op: 'less', left: a, right: b }),
    lowering.compute({ op: 'less', left: b, right: a }),
  ]
}

/** The same of what is off by an error: where that leaves it open, the whole factors tell, else the risk is given up. */
function nearlyOrdered(
  [one, other]: readonly [Register, Register],
  a: Approximate,
  b: Approximate,
  lowering: Lowering
): readonly [Register, Register] {
  const { builder } = lowering
  const difference = lowering.compute({ op: 'subtract', left: a.register, right: b.register })
  const most = Math.max(-a.low, a.high, -b.low, b.high)
  const bound = (a.error + b.error + most * Number.EPSILON) * 1.01
  const [above, below] = [builder.constant(bound), builder.constant(-bound)]
  const isGreater = lowering.compute({ op: 'less', left: above, right: difference })
  const isLess = lowering.compute({ op: 'less', left: difference, right: below })
  const isCertain = lowering.compute({ op: 'or', left: isGreater, right: isLess })
  const isSame = lowering.compute({ op: 'equal', left: one, right: other })
  const isSettled = lowering.compute({ op: 'or', left: isSame, right: isCertain })
  const isOpen = lowering.compute({ op: 'not', operand: isSettled })
  const [left, right] = [a, b].map(({ register }) => lowering.products.get(register))
  const order = builder.variable(difference)
  if (left && right) {
    const compared = { op: 'compared_products', left, right } as const
    builder.when(isOpen, () => builder.set(order, lowering.compute(compared)))
  } else builder.bailIf(isOpen)
  const settled = builder.read(order)
  builder.bailIf(lowering.compute({ op: 'missing', operand: settled }))
  return ordered(settled, builder.constant(0), lowering)
}

/** What is but nearly known might be ranked wrongly. */
function exactKey(operand: Operand): Register {
  if (operand.is !== 'number' || operand.error !== undefined || operand.over) {
    throw new Unsupported('a rank by what is not rounded')
  }
  return operand.register
}
