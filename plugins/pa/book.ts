import type { BookMarket } from '../contract.ts'

/**
 * Where people of Pennsylvania live, in tens of thousands by rating territory: shares of the 2020 census of their
 * counties by judgement. Territories not named hold about 150,000 people each.
 */
const PEOPLE = {
  T01: 30,
  T02: 50,
  T03: 45,
  T04: 45,
  T05: 35,
  T07: 45,
  T09: 30,
  T11: 35,
  T13: 22,
  T16: 45,
  T17: 45,
  T23: 37,
  T24: 40,
  T40: 30,
  T41: 35,
  T43: 30,
  T44: 35,
  T47: 35,
}

/** Pennsylvania's part of `book:generate`. */
export const pennsylvaniaBook: BookMarket = {
  answers: {
    'policy.garaging_zip': {
      file: 'territory.csv',
      column: 'zip',
      by: 'territory',
      weights: PEOPLE,
      otherwise: 15,
    },
    'policy.tort': { weights: { full: 55, limited: 45 } },
    'policy.um_stacked': { weights: { yes: 60, no: 40 } },
    'policy.uim_stacked': { weights: { yes: 60, no: 40 } },
  },
  // Forms are signed but for one in two hundred; accidents cost 500 to 20,000, a third of them refunded.
  settle: (facts, random) => {
    const signed = () => !random.happens(1, 200)
    const { drivers } = facts
    return {
      ...facts,
      policy: {
        ...facts.policy,
        limited_tort_signed: signed(),
        um_rejected_in_writing: !all(facts, 'UM') && signed(),
        uim_rejected_in_writing: !all(facts, 'UIM') && signed(),
        stacking_waived_in_writing: signed(),
      },
      drivers: Array.isArray(drivers)
        ? drivers.map(({ violations, ...driver }) => ({
            ...driver,
            violations: Array.isArray(violations)
              ? violations.map((violation) => {
                  const paid = random.between(500, 20_000)
                  const recovered = random.happens(1, 3) ? paid : 0
                  return { ...violation, paid: `${paid}.00`, recovered: `${recovered}.00` }
                })
              : [],
          }))
        : [],
    }
  },
}

function all(facts: Parameters<NonNullable<BookMarket['settle']>>[0], coverage: string): boolean {
  const { vehicles } = facts
  return Array.isArray(vehicles) && vehicles.every(({ coverages }) => coverage in coverages)
}
