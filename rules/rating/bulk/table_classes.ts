import { decimal, isDecimal, powerOfTen, toSafeInteger, type Decimal } from '../../money/decimal.ts'
import type { KeyCell } from '../../program/program.ts'
import { bandOf, type Key } from '../cell.ts'

/**
 * The keys of one column of a table, put into classes that the table's rows cannot tell apart: one
 * key stands for each. Looked up with these, the index of online rating fills a dense array.
 */
export interface TextClasses {
  readonly keys: readonly Key[]
  /** By text, the number of its class; every other text is in class 1. What is not given is in class 0. */
  readonly numbers: ReadonlyMap<string, number>
}

export interface NumberClasses {
  readonly keys: readonly Key[]
  /** Ascending, as whole numbers at the key's scale; class `n + 1` holds what is above `n` of them. */
  readonly starts: readonly number[]
}

/** A text that no program names. */
export const OTHER_TEXT = '\u0000'

/** The classes of a key that is text, a choice or yes and no. */
export function textClasses(cells: readonly KeyCell[]): TextClasses {
  const numbers = new Map<string, number>()
  for (const cell of cells) {
    if ('is' in cell && !numbers.has(cell.is)) numbers.set(cell.is, numbers.size + 2)
  }
  return { keys: [null, OTHER_TEXT, ...numbers.keys()], numbers }
}

/** The classes of a key that is a number at a scale; null where a bound lies beyond doubles. */
export function numberClasses(cells: readonly KeyCell[], scale: number): NumberClasses | null {
  const starts = new Set<number>()
  for (const cell of cells) {
    const band = bandOf(cell)
    for (const bound of [band?.from ?? null, band?.to ?? null]) {
      if (bound === null) continue
      if (!isDecimal(bound)) return null
      const [at, isWhole] = floorAt(bound, scale)
      if (!Number.isSafeInteger(at) || Math.abs(at) > 2 ** 50) return null
      starts.add(at + 1)
      if (isWhole) starts.add(at)
    }
  }
  const ascending = [...starts].toSorted((a, b) => a - b)
  const first = (ascending[0] ?? 0) - 1
  const keys = [first, ...ascending].map((value) => keyAt(value, scale))
  return { keys: [null, ...keys], starts: ascending }
}

/** The greatest whole number at a scale that is not above a bound, and whether it is the bound itself. */
function floorAt({ coefficient, scale }: Decimal, at: number): readonly [number, boolean] {
  const numerator = BigInt(coefficient) * powerOfTen(at)
  const denominator = powerOfTen(scale)
  const rest = ((numerator % denominator) + denominator) % denominator
  return [Number((numerator - rest) / denominator), rest === 0n]
}

/** The key that a whole number at a scale is. */
export function keyAt(value: number, scale: number): Key {
  const exact = decimal(BigInt(value), scale)
  return toSafeInteger(exact) ?? exact
}
