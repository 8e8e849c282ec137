import type { Offers } from '../contract.ts'
import { byVin } from './by_vin.ts'

/** Three packages, and what a customer of personal auto can choose to pay less. */
export const offers: Offers = {
  packages: [
    {
      name: 'good',
      title: 'Good: what the state asks for',
      covers: { BI: { limit: 0 }, PD: { limit: 0 }, UM: { limit: 0 }, COMP: null, COLL: null },
    },
    {
      name: 'better',
      title: 'Better: the car as well',
      covers: {
        BI: { limit: 1 },
        PD: { limit: 1 },
        UM: { limit: 1 },
        COMP: { deductible: -2 },
        COLL: { deductible: -2 },
      },
    },
    {
      name: 'best',
      title: 'Best: high limits, low deductibles',
      covers: {
        BI: { limit: -1 },
        PD: { limit: -1 },
        UM: { limit: -1 },
        COMP: { deductible: 0 },
        COLL: { deductible: 0 },
      },
    },
  ],
  levers: [
    { field: 'policy.paid_in_full', to: true, title: 'Pay the term in full' },
    { field: 'policy.paperless', to: true, title: 'Take documents by e-mail' },
    {
      field: 'driver.course_on',
      to: { on: 'policy.effective_on' },
      title: 'Complete a defensive driving course',
    },
    { field: 'vehicle.antitheft', to: true, title: 'Fit a passive anti-theft device' },
  ],
  assumes: {
    'driver.marital_status': 'single',
    'driver.good_student': false,
    'vehicle.annual_miles': 12000,
    'vehicle.use': 'commute',
    'vehicle.antitheft': false,
    'vehicle.principal': 1,
  },
  byVin,
  assumesPackage: 'better',
  termsOf: ['BI', 'PD', 'UM', 'COMP', 'COLL'],
}
