import { DateTime } from 'luxon'
import expiry from '#config/expiry'

export interface Expiry {
  /** The last day on which the quote can be bound. */
  readonly on: string
  /** `extended`: an administrator set that day. */
  readonly reason: 'days_open' | 'effective_date' | 'rates_change' | 'report_age' | 'extended'
}

/**
 * The last day of a quote: the day its cover begins, the configured days from when it was rated, the last day on
 * which its reports are good, or the day before other rates come into force for its date, whichever is first.
 */
export function expiryOf(quote: {
  readonly ratedOn: string
  readonly effectiveOn: string
  /** When its reports were ordered; the day it was rated where that is not known. */
  readonly reportsOrderedOn?: string | undefined
  /** Where a later version of the plan covers the effective date: the day it is in force from. */
  readonly nextRatesFrom?: string | undefined
}): Expiry {
  const { ratedOn, effectiveOn, nextRatesFrom, reportsOrderedOn: ordered = ratedOn } = quote
  const candidates: Expiry[] = [
    { on: effectiveOn, reason: 'effective_date' },
    { on: plusDays(ratedOn, expiry.daysOpen), reason: 'days_open' },
    { on: plusDays(ordered, expiry.reports.daysGood), reason: 'report_age' },
  ]
  if (nextRatesFrom !== undefined && nextRatesFrom <= effectiveOn) {
    candidates.push({ on: plusDays(nextRatesFrom, -1), reason: 'rates_change' })
  }
  return candidates.reduce((first, each) => (each.on < first.on ? each : first))
}

/** The day on which the reports behind facts were ordered; undefined where they don't say it. */
export function reportsOrderedOn({
  policy,
}: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof policy !== 'object' || policy === null) return undefined
  const { [expiry.reports.orderedOn]: day } = policy as Readonly<Record<string, unknown>>
  return typeof day === 'string' ? day : undefined
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** The day that it is by each time zone in the minute that it is: no day of any calendar ends within a minute. */
const days = new Map<string, { readonly minute: number; readonly day: string }>()

/** The calendar day it is in a time zone, at a moment or now. */
export function todayIn(timeZone: string, at?: Date): string {
  if (at) return dayIn(timeZone, DateTime.fromJSDate(at))
  const now = DateTime.utc()
  const minute = Math.floor(now.toMillis() / MINUTE_MS)
  const known = days.get(timeZone)
  if (known?.minute === minute) return known.day
  const day = dayIn(timeZone, now)
  days.set(timeZone, { minute, day })
  return day
}

function dayIn(timeZone: string, moment: DateTime): string {
  const local = moment.setZone(timeZone)
  const day = local.toISODate()
  if (day === null) throw new RangeError(local.invalidExplanation ?? 'No such day.')
  return day
}

/** A day by ISO 8601 so many days later; days of UTC are all as long. */
function plusDays(date: string, count: number): string {
  return new Date(Date.parse(date) + count * DAY_MS).toISOString().slice(0, 10)
}
