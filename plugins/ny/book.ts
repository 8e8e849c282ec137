import type { BookMarket } from '../contract.ts'

/**
 * Where people of New York live, in tens of thousands by rating territory: shares of the 2020 census of their
 * counties by judgement. Territories not named hold about 120,000 people each.
 */
const PEOPLE = {
  T01: 40,
  T02: 40,
  T03: 50,
  T04: 60,
  T05: 60,
  T06: 70,
  T07: 90,
  T08: 70,
  T09: 60,
  T11: 80,
  T12: 50,
  T13: 80,
  T14: 60,
  T15: 85,
  T16: 48,
  T18: 50,
  T19: 50,
  T21: 34,
  T22: 40,
  T43: 35,
  T52: 55,
  T55: 28,
  T56: 66,
}

/** New York's part of `book:generate`. */
export const newYorkBook: BookMarket = {
  answers: {
    'policy.garaging_zip': {
      file: 'territory.csv',
      column: 'zip',
      by: 'territory',
      weights: PEOPLE,
      otherwise: 12,
    },
    'policy.ssl_declined_in_writing': { weights: { yes: 98, no: 2 } },
  },
}
