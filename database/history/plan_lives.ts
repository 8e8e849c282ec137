import { faker } from '@faker-js/faker'
import type { QuoteStatus } from '#services/quotes/life/moves'

/** How one quote of the history lives: when it is made, and where it stands in the end. */
export interface PlannedLife {
  /** Counts the lives from 1, oldest first. */
  readonly number: number
  readonly madeAt: Date
  readonly endsAs: QuoteStatus
  /** Whether its facts are changed once before that. */
  readonly isRevised: boolean
}

/** How many quotes end in each status, and how many days ago the oldest and the newest of them were made. */
const SHARES: Readonly<Record<QuoteStatus, readonly [count: number, from: number, to: number]>> = {
  draft: [40, 60, 1],
  quoted: [60, 20, 3],
  referred: [25, 20, 3],
  approved: [20, 20, 3],
  declined: [45, 364, 5],
  bound: [150, 364, 8],
  expired: [110, 364, 45],
  withdrawn: [50, 364, 10],
}

const DAY_MS = 24 * 60 * 60 * 1000

/** 500 lives over the twelve months before `now`, in the order in which they begin; the same for the same seed. */
export function planLives(now: Date, seed: number): readonly PlannedLife[] {
  faker.seed(seed)
  // The keys of the record are the statuses.
  const statuses = Object.keys(SHARES) as QuoteStatus[]
  const lives = statuses.flatMap((endsAs) => {
    const [count, from, to] = SHARES[endsAs]
    return Array.from({ length: count }, () => ({
      endsAs,
      madeAt: officeHour(now, faker.number.int({ min: to, max: from })),
      isRevised: endsAs !== 'draft' && faker.datatype.boolean(0.2),
    }))
  })
  return lives
    .toSorted((one, other) => one.madeAt.getTime() - other.madeAt.getTime())
    .map((life, index) => ({ ...life, number: index + 1 }))
}

/** Some minute of the American working day, that many days ago. */
function officeHour(now: Date, daysAgo: number): Date {
  const midnight = Math.floor(now.getTime() / DAY_MS - daysAgo) * DAY_MS
  return new Date(midnight + faker.number.int({ min: 14 * 60, max: 22 * 60 }) * 60_000)
}
