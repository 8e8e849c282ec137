import type { Facts } from '../facts/facts.ts'
import { compare } from '../money/arithmetic.ts'
import type { HashedProgram } from '../program/program.ts'
import { keyOf, keyText } from '../rating/cell.ts'
import { Compiler } from '../rating/compiler.ts'
import { Refusal } from '../rating/refusal.ts'
import { Risk, type Value } from '../rating/risk.ts'
import { forEachCombination, valueOf } from '../rating/slot.ts'
import type { Pair } from './expectation.ts'

/** Tells whether a value of the plan differs between the two risks of a pair, and only one way. */
export function rises(compiled: HashedProgram, name: string): (pair: Pair) => boolean {
  const valuesIn = readerOf(compiled, name)
  return ({ from, to }) => {
    const [before, after] = [valuesIn(from), valuesIn(to)]
    if (before.length !== after.length) return false
    const orders = before.map((value, at) => orderOf(value, after[at] ?? null))
    const one = orders.find((order) => order !== 0)
    return one !== undefined && orders.every((order) => order === 0 || order === one)
  }
}

/** Tells whether a value of the plan is the same in both risks of a pair; an entity by its number. */
export function stays(compiled: HashedProgram, name: string): (pair: Pair) => boolean {
  const valuesIn = readerOf(compiled, name)
  const keysIn = (facts: Facts) =>
    valuesIn(facts)
      .map((value) => keyText(keyOf(value)))
      .join()
  return ({ from, to }) => keysIn(from) === keysIn(to)
}

/** The value for each entity that it is of; none of a plan that has no use for it or refuses the risk. */
function readerOf({ program }: HashedProgram, name: string): (facts: Facts) => readonly Value[] {
  if (!program.values.some((value) => value.name === name)) return () => []
  const compiler = new Compiler(program)
  const slot = compiler.slot(name)
  return (facts) => {
    const risk = new Risk(compiler.layout, facts, compiler.slots)
    const values: Value[] = []
    try {
      forEachCombination(slot.of, risk, () => values.push(valueOf(slot, risk)))
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
    return values
  }
}

function orderOf(before: Value, after: Value): number {
  const areNumbers = isNumber(before) && isNumber(after)
  return areNumbers ? compare(before, after) : 0
}

function isNumber(value: Value): value is Parameters<typeof compare>[0] {
  return (
    typeof value === 'object' && value !== null && ('coefficient' in value || 'numerator' in value)
  )
}
