/** Dates of the proleptic Gregorian calendar as text `YYYY-MM-DD`; their order is that of the text. */

export type DateUnit = 'years' | 'months' | 'days'

interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
const FIRST = '0001-01-01'
const LAST = '9999-12-31'
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Whether the text is a day that exists, from year 1 to 9999. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false
  const { year, month, day } = read(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** The calendar year of a date. */
export function yearOf(date: string): number {
  return number(date, 0, 4)
}

/**
 * How many whole units lie between two dates, by month and day: a year or month is whole once the day
 * of the month of `from` is reached, so one from 29 February is whole on 1 March where there is no
 * 29th. Below zero where `to` comes first, as if the two were exchanged.
 */
export function wholeUnits(unit: DateUnit, from: string, to: string): number {
  if (to < from) return 0 - wholeUnits(unit, to, from)
  const a = read(from)
  const b = read(to)
  if (unit === 'days') return dayNumber(b) - dayNumber(a)
  const months = (b.year - a.year) * 12 + b.month - a.month
  const whole = b.day >= a.day ? months : months - 1
  return unit === 'months' ? whole : Math.floor(whole / 12)
}

/**
 * The date so many units after another, or before it where `amount` is below zero. A day that the
 * month does not have becomes its last; years 1 to 9999 are not left.
 */
export function shiftDate(date: string, unit: DateUnit, amount: number): string {
  const { year, month, day } = read(date)
  if (unit === 'days') return fromDayNumber(dayNumber({ year, month, day }) + amount)
  const months = year * 12 + month - 1 + (unit === 'years' ? amount * 12 : amount)
  const shifted = Math.floor(months / 12)
  if (shifted < 1) return FIRST
  if (shifted > 9999) return LAST
  const shiftedMonth = months - shifted * 12 + 1
  return write(shifted, shiftedMonth, Math.min(day, daysIn(shifted, shiftedMonth)))
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0)
}

function read(date: string): CivilDate {
  return { year: number(date, 0, 4), month: number(date, 5, 7), day: number(date, 8, 10) }
}

function number(text: string, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) value = value * 10 + text.charCodeAt(i) - 48
  return value
}

function write(year: number, month: number, day: number): string {
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** Days since 1 March of year 0: years begin in March, so that a leap day comes last. */
function dayNumber({ year, month, day }: CivilDate): number {
  const y = month > 2 ? year : year - 1
  const m = (month + 9) % 12
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return y * 365 + leapDays + Math.floor((m * 306 + 5) / 10) + day - 1
}

function fromDayNumber(days: number): string {
  if (days <= dayNumber(read(FIRST))) return FIRST
  if (days >= dayNumber(read(LAST))) return LAST
  let year = Math.floor((days * 10_000 + 14_780) / 3_652_425)
  if (days < dayNumber({ year, month: 3, day: 1 })) year -= 1
  const inYear = days - dayNumber({ year, month: 3, day: 1 })
  const m = Math.floor((inYear * 100 + 52) / 3060)
  const month = ((m + 2) % 12) + 1
  const day = inYear - Math.floor((m * 306 + 5) / 10) + 1
  return write(month > 2 ? year : year + 1, month, day)
}
