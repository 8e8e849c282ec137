import { shiftDate, wholeUnits, type DateUnit } from '../../facts/calendar.ts'
import type { RoundingMode } from '../../program/program.ts'

/** Every dividend that is rounded stays within this bound, where doubles round exactly. */
export const LIMIT = 2 ** 50

/** `x / d` rounded to a whole number for whole `x` from 0 to `LIMIT` and whole `d` from 1 to `LIMIT`. */
export const ROUNDED: Readonly<Record<RoundingMode, (x: number, d: number) => number>> = {
  'down': (x, d) => Math.floor(x / d),
  'up': (x, d) => Math.ceil(x / d),
  'half up': (x, d) => Math.floor((x + d / 2 + (d % 2 === 0 ? 0.5 : 0)) * (1 / d)),
  'half down': (x, d) => {
    const q = Math.floor(x / d)
    return (x - q * d) * 2 > d ? q + 1 : q
  },
  'half even': (x, d) => {
    const q = Math.floor(x / d)
    const rest = (x - q * d) * 2
    return rest > d || (rest === d && q % 2 === 1) ? q + 1 : q
  },
}

/** The same for either sign: the magnitude is rounded and the sign restored, never `-0`. */
export function roundedSigned(x: number, d: number, mode: RoundingMode): number {
  return x < 0 ? 0 - ROUNDED[mode](-x, d) : ROUNDED[mode](x, d)
}

/** A date `YYYY-MM-DD` as the number `yyyymmdd`. */
export function dateNumber(text: string): number {
  let value = 0
  for (let i = 0; i < 10; i++) {
    if (i !== 4 && i !== 7) value = value * 10 + text.charCodeAt(i) - 48
  }
  return value
}

function dateText(number: number): string {
  const digits = String(number).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}

/** Whole units between two dates as numbers; NaN where one is not given. */
export function wholeBetween(unit: DateUnit, from: number, to: number): number {
  if (Number.isNaN(from) || Number.isNaN(to)) return Number.NaN
  if (unit === 'years') return Math.trunc((to - from) / 10_000) + 0
  return wholeUnits(unit, dateText(from), dateText(to))
}

/** A date as a number, shifted; NaN where something is not given. */
export function shifted(unit: DateUnit, date: number, amount: number): number {
  if (Number.isNaN(date) || Number.isNaN(amount)) return Number.NaN
  const moved = date + amount * 10_000
  // Any day but the last of February exists in every year.
  if (unit === 'years' && date % 10_000 !== 229 && moved > 10_000 && moved < 100_000_000) {
    return moved
  }
  return dateNumber(shiftDate(dateText(date), unit, amount))
}

/** How many of the ascending numbers are not above the value. */
export function rankIn(numbers: ArrayLike<number>, value: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}
