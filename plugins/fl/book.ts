import type { BookMarket } from '../contract.ts'

/**
 * Where people of Florida live, in tens of thousands by rating territory: shares of the 2020 census of their
 * counties by judgement. Territories not named hold about 200,000 people each.
 */
const PEOPLE = {
  T01: 60,
  T02: 75,
  T03: 60,
  T05: 60,
  T06: 70,
  T07: 60,
  T08: 65,
  T10: 60,
  T11: 60,
  T17: 60,
  T19: 50,
  T20: 40,
  T21: 47,
  T29: 55,
  T30: 45,
  T31: 45,
  T33: 50,
  T34: 46,
  T35: 56,
  T40: 40,
  T44: 50,
}

/** Florida's part of `book:generate`. */
export const floridaBook: BookMarket = {
  answers: {
    'policy.garaging_zip': {
      file: 'territory.csv',
      column: 'zip',
      by: 'territory',
      weights: PEOPLE,
      otherwise: 20,
    },
    'policy.pip_deductible': { weights: { 0: 30, 250: 10, 500: 15, 1000: 45 } },
    'policy.pip_work_loss_excluded': { weights: { yes: 25, no: 75 } },
  },
  // Nearly everyone who leaves the cover out has signed that they do: one in two hundred has not yet.
  settle: (facts, random) => ({
    ...facts,
    policy: {
      ...facts.policy,
      um_rejected_in_writing: !all(facts, 'UM') && !random.happens(1, 200),
    },
  }),
}

function all(facts: Parameters<NonNullable<BookMarket['settle']>>[0], coverage: string): boolean {
  const { vehicles } = facts
  return Array.isArray(vehicles) && vehicles.every(({ coverages }) => coverage in coverages)
}
