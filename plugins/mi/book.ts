import type { BookMarket } from '../contract.ts'

/**
 * Where people of Michigan live, in tens of thousands by rating territory: shares of the 2020 census of their
 * counties by judgement. Territories not named hold about 80,000 people each.
 */
const PEOPLE = {
  T01: 25,
  T02: 22,
  T03: 25,
  T04: 20,
  T05: 40,
  T06: 40,
  T07: 35,
  T08: 40,
  T09: 50,
  T10: 60,
  T11: 28,
  T12: 37,
  T18: 33,
  T35: 20,
  T36: 46,
  T31: 26,
  T37: 30,
}

/** Michigan's part of `book:generate`. */
export const michiganBook: BookMarket = {
  answers: {
    'policy.garaging_zip': {
      file: 'territory.csv',
      column: 'zip',
      by: 'territory',
      weights: PEOPLE,
      otherwise: 8,
    },
  },
  // The level of medical benefits, the better half unlimited, follows from what the household has elsewhere.
  settle: (facts, random) => {
    const hasMedicare = random.happens(12, 100)
    const hasMedicaid = !hasMedicare && random.happens(12, 100)
    const hasHealthCover = random.happens(70, 100)
    const level = random.weighted([
      ['unlimited', 50],
      ['medical_500000', 20],
      ['medical_250000', 18],
      ['excluded_250000', hasHealthCover ? 6 : 0],
      ['medicaid_50000', hasMedicaid ? 40 : 0],
      ['opt_out', hasMedicare ? 40 : 0],
    ])
    const { vehicles } = facts
    return {
      ...facts,
      policy: {
        ...facts.policy,
        bi_selection_signed: !random.happens(1, 200),
        pip_selection_signed: !random.happens(1, 200),
        insured_has_medicaid: hasMedicaid,
        insured_has_medicare: hasMedicare,
        insured_has_health_cover: hasHealthCover || hasMedicaid || hasMedicare,
        household_is_covered: hasHealthCover || hasMedicaid || hasMedicare,
      },
      vehicles: Array.isArray(vehicles)
        ? vehicles.map((vehicle) => ({
            ...vehicle,
            coverages: { ...vehicle.coverages, PIP: { limit: level } },
          }))
        : [],
    }
  },
}
