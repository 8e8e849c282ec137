import type { PlanDays, PlanVersion } from '../../client/plan_api.ts'

/** One version on one clock of a timeline: where it begins and how far it reaches, in percent. */
export interface Span {
  readonly number: number
  readonly state: PlanVersion['state']
  readonly from: string
  readonly until: string | null
  readonly left: number
  readonly width: number
}

export interface Timeline {
  readonly clocks: readonly { readonly title: string; readonly spans: readonly Span[] }[]
  /** Where today stands, in percent. */
  readonly today: number
  readonly first: string
  readonly last: string
}

const DAY_MS = 86_400_000

/** How many days back the line begins at the earliest: what comes is of more interest. */
const MOST_PAST = 270

/** The least part of the line that a version takes, so that a short one can be seen. */
const LEAST_WIDTH = 2

/** The published versions of a plan on a line from nine months ago at the earliest until some time after the last. */
export function timelineOf(versions: readonly PlanVersion[], today: string): Timeline | null {
  const published = versions.filter(({ state }) =>
    ['scheduled', 'in_force', 'retired'].includes(state)
  )
  const days = published.flatMap((version) => [
    ...boundsOf(version.newBusiness),
    ...boundsOf(version.renewals),
  ])
  if (days.length === 0) return null
  const marks = [...days, today].map(toDay)
  const least = Math.max(Math.min(...marks), toDay(today) - MOST_PAST)
  const most = Math.max(...marks)
  const margin = Math.max(30, (most - least) * 0.15)
  const [start, end] = [least, most + margin]
  const at = (day: string) => Math.max(0, ((toDay(day) - start) / (end - start)) * 100)
  const clock = (title: string, pick: (version: PlanVersion) => PlanDays | null) => ({
    title,
    spans: published
      .flatMap((version) => {
        const range = pick(version)
        if (!range || (range.until !== null && range.until <= range.from)) return []
        if (range.until !== null && toDay(range.until) <= start) return []
        const left = at(range.from)
        const width = Math.max(LEAST_WIDTH, (range.until === null ? 100 : at(range.until)) - left)
        return [{ number: version.number, state: version.state, ...range, left, width }]
      })
      .sort((a, b) => a.left - b.left),
  })
  return {
    clocks: [
      clock('New business', ({ newBusiness }) => newBusiness),
      clock('Renewals', ({ renewals }) => renewals),
    ],
    today: at(today),
    first: toIso(start),
    last: toIso(end),
  }
}

function boundsOf(days: PlanDays | null): readonly string[] {
  return days ? [days.from, ...(days.until === null ? [] : [days.until])] : []
}

function toDay(iso: string): number {
  return new Date(`${iso}T00:00:00Z`).getTime() / DAY_MS
}

function toIso(day: number): string {
  return new Date(Math.round(day) * DAY_MS).toISOString().slice(0, 10)
}
