import type { BookMarket } from '../contract.ts'

/**
 * California's part of `book:generate`: every filed ZIP and every filed vehicle is as likely as any
 * other, since the filing has neither people nor registrations.
 */
export const californiaBook: BookMarket = {
  answers: {
    'policy.garaging_zip': {
      file: 'zip.csv',
      column: 'zip',
      by: 'zip',
      weights: {},
      otherwise: 1,
    },
    'policy.years_with_us': { weights: { 0: 30, 1: 12, 2: 10, 3: 9, 5: 12, 8: 12, 12: 8, 20: 7 } },
    'vehicle.vehicle_code': {
      file: 'vehicle.csv',
      column: 'vehicle_code',
      by: 'vehicle_code',
      weights: {},
      otherwise: 1,
    },
    'vehicle.on_a_farm': { weights: { yes: 1, no: 99 } },
  },
  // A vehicle filed under its code is of the year that the code begins with; one in five is not filed.
  // Somebody is hurt in one of five accidents.
  settle: (facts, random) => {
    const { drivers, vehicles } = facts
    return {
      ...facts,
      policy: { ...facts.policy, um_waived_in_writing: !random.happens(1, 200) },
      drivers: Array.isArray(drivers)
        ? drivers.map(({ violations, ...driver }) => ({
            ...driver,
            violations: Array.isArray(violations)
              ? violations.map((violation) => ({
                  ...violation,
                  injury: violation.kind === 'at_fault' && random.happens(1, 5),
                }))
              : [],
          }))
        : [],
      vehicles: Array.isArray(vehicles)
        ? vehicles.map(({ vehicle_code: code, ...vehicle }) => ({
            ...vehicle,
            price_new: random.between(18_000, 62_000),
            ...(random.happens(1, 5)
              ? {}
              : { vehicle_code: code, model_year: Number(String(code).slice(0, 4)) }),
          }))
        : [],
    }
  },
}
