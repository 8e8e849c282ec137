import type { BookMarket } from '../contract.ts'

/**
 * Where Texans live, in tens of thousands of people by rating territory: the 2020 census of their
 * counties, rounded, the territories of one county by judgement. Territories not named hold about
 * 150,000 people each.
 */
const PEOPLE = {
  ...{ T01: 60, T02: 90, T03: 70, T04: 45, T05: 60, T06: 85, T07: 63, T08: 82, T09: 62, T10: 72 },
  ...{ T16: 61, T17: 20, T18: 50, T19: 59, T20: 48, T21: 40, T22: 85, T23: 76, T24: 45 },
  ...{ T26: 45, T27: 45, T28: 60, T29: 55, T30: 56, T31: 45, T32: 95, T33: 71, T34: 117, T35: 91 },
  ...{ T36: 40, T44: 44, T45: 94, T47: 30, T48: 57, T50: 34, T55: 31, T57: 26 },
}

/** Texas's part of `book:generate`. */
export const texasBook: BookMarket = {
  answers: {
    'policy.garaging_zip': {
      file: 'territory.csv',
      column: 'zip',
      by: 'territory',
      weights: PEOPLE,
      otherwise: 15,
    },
  },
  // Nearly everyone who leaves a cover out has signed that they do: one in two hundred has not yet.
  settle: (facts, random) => ({
    ...facts,
    policy: {
      ...facts.policy,
      pip_rejected_in_writing: !all(facts, 'PIP') && !random.happens(1, 200),
      um_rejected_in_writing: !all(facts, 'UM') && !random.happens(1, 200),
    },
  }),
}

function all(facts: Parameters<NonNullable<BookMarket['settle']>>[0], coverage: string): boolean {
  const { vehicles } = facts
  return Array.isArray(vehicles) && vehicles.every(({ coverages }) => coverage in coverages)
}
