import type { Expression, Ranking } from '../../program/program.ts'
import type { Kind } from '../layout.ts'
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
  const keys = rankings.map((ranking) => keyOf(kind, ranking, lowering))
  const place = builder.variable(builder.constant(0))
  builder.loop(lowering.base(kind), end(kind, lowering), (other) => {
    let comesBefore = lowering.compute({ op: 'less', left: other, right: own })
    for (const key of keys.toReversed()) {
      const [a, b] = [key(other), key(own)]
      const ahead = lowering.compute({ op: 'less', left: a, right: b })
      const behind = lowering.compute({ op: 'less', left: b, right: a })
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

/** What ranks an entity, the less the earlier. */
function keyOf(kind: Kind, { by, first }: Ranking, lowering: Lowering) {
  const name = `rank ${kind.name} ${JSON.stringify(by)}`
  const stored = storeForAll(name, kind, () => lowerNumber(by, lowering), lowering)
  const zero = lowering.builder.constant(0)
  return (at: Register): Register => {
    const register = exactKey(stored(at))
    if (first === 'lowest') return register
    return lowering.compute({ op: 'subtract', left: zero, right: register })
  }
}

/** What is but nearly known might be ranked wrongly. */
function exactKey(operand: Operand): Register {
  if (operand.is !== 'number' || operand.error !== undefined || operand.over) {
    throw new Unsupported('a rank by what is not rounded')
  }
  return operand.register
}
