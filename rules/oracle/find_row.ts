import type { KeyCell, TableProgram } from '../program/program.ts'
import { difference, fraction, same, type Fraction } from './fractions.ts'
import type { OracleValue } from './world.ts'

export type Row = TableProgram['rows'][number]

/** The first row that fits, or the one that is left when the keys are matched one after another. */
export function findRow({ rows, firstMatch }: TableProgram, keys: readonly OracleValue[]) {
  return narrowed(rows, keys, firstMatch)[0]
}

/**
 * The rows that are left when the keys are matched one after another: those that name a key go before those for
 * every other, unless the first match counts.
 */
export function narrowed(
  all: readonly Row[],
  keys: readonly OracleValue[],
  isFirstMatch = false
): readonly Row[] {
  return keys.reduce<readonly Row[]>((rows, key, at) => left(rows, key, at, isFirstMatch), all)
}

/** What a key left of these rows at an earlier look, by the key's text: the same few come again and again. */
const looks = new WeakMap<readonly Row[], Map<string, readonly Row[]>>()
const MOST_LOOKS = 5000
/** Fewer rows are read again sooner than a look at them is found. */
const FEW = 8

function left(
  rows: readonly Row[],
  key: OracleValue,
  at: number,
  isFirstMatch: boolean
): readonly Row[] {
  if (rows.length <= FEW) return look(rows, key, at, isFirstMatch)
  const known = looks.get(rows) ?? new Map<string, readonly Row[]>()
  // Of these rows, a key at one place: at another place they were left by another key.
  const text = `${at} ${textOf(key)}`
  const found = known.get(text) ?? look(rows, key, at, isFirstMatch)
  if (known.size >= (at === 0 ? MOST_LOOKS : MOST_LOOKS / 10)) known.clear()
  looks.set(rows, known.set(text, found))
  return found
}

function textOf(key: OracleValue): string {
  if (key === null || typeof key !== 'object') return `${typeof key} ${key}`
  if ('entity' in key) return `entity ${key.entity.number}`
  if ('number' in key) return `number ${key.number.top}/${key.number.bottom}`
  throw new Error('A list is no key')
}

function look(
  rows: readonly Row[],
  key: OracleValue,
  at: number,
  isFirstMatch: boolean
): readonly Row[] {
  const fitting = rows.filter((row) => {
    const cell = row.keys[at]
    return cell !== undefined && fits(cell, key)
  })
  if (isFirstMatch) return fitting
  const named = fitting.filter((row) => {
    const cell = row.keys[at]
    return cell !== undefined && !('else' in cell)
  })
  return named.length > 0 ? named : fitting
}

function fits(cell: KeyCell, key: OracleValue): boolean {
  if ('any' in cell) return true
  if ('notGiven' in cell) return key === null
  if (key === null) return false
  if ('else' in cell) return true
  if ('fromText' in cell) {
    const { fromText, toText } = cell
    if (typeof key !== 'string' || key.length !== fromText.length) return false
    return [fromText, key, toText].toSorted().join() === [fromText, key, toText].join()
  }
  if (typeof key === 'string') return 'is' in cell && cell.is === key
  if (typeof key === 'boolean') return 'is' in cell && cell.is === (key ? 'yes' : 'no')
  const number = numberIn(key)
  if (!number) return false
  if ('is' in cell) return same(number, fraction(cell.is))
  const { from, to, includesTo, excludesFrom } = cell
  const low = from === undefined ? 1 : difference(number, fraction(from))
  const high = to === undefined ? -1 : difference(number, fraction(to))
  return (excludesFrom ? low > 0 : low >= 0) && (includesTo ? high <= 0 : high < 0)
}

function numberIn(key: Exclude<OracleValue, string | boolean | null>): Fraction | null {
  if ('entity' in key) return { top: BigInt(key.entity.number), bottom: 1n }
  return 'number' in key ? key.number : null
}
