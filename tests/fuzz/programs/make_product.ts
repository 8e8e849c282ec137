import type { Random } from '#rules/facts/random'

/** The bounds of one generated product; its names are always the same. */
export interface Bounds {
  readonly plans: readonly string[]
  readonly classes: readonly string[]
  readonly score: number
  readonly points: number
  readonly age: number
  readonly value: number
  readonly hasOptionalScore: boolean
}

const PLANS = ['basic', 'extra', 'full', 'date', 'rate']
const CLASSES = ['1A', '1B', '2', '3', '4WD']

/** A product of a policy, drivers with claims, and vehicles with coverages, in bounds that a seed fixes. */
export function makeProduct(random: Random): { readonly text: string; readonly bounds: Bounds } {
  const bounds: Bounds = {
    plans: PLANS.slice(0, random.between(2, PLANS.length)),
    classes: CLASSES.slice(0, random.between(2, CLASSES.length)),
    score: random.pick([20, 100, 999]),
    points: random.between(3, 12),
    age: random.between(5, 30),
    value: random.pick([5000, 90_000]),
    hasOptionalScore: random.happens(1, 2),
  }
  const text = `product fleet "Fleet"
  currency USD

policy
  effective_on  date                          "First day"
  term          months 6, 12                  "Term"
  zip           zip                           "ZIP code"
  plan          ${bounds.plans.join(', ')}    "Plan"
  score         integer 0 to ${bounds.score}  "Score" ${bounds.hasOptionalScore ? 'optional' : ''}
  insured       money 0.00 to 50000.00        "Sum insured"
  share         factor 0.00 to 2.00           "Share"
  member        yes/no                        "Member"

driver  1 to ${random.between(2, 3)}
  born_on  date 16 to 90 years before policy.effective_on  "Born"
  points   integer 0 to ${bounds.points}                   "Points"
  trained  yes/no                                          "Trained"
  since    date up to policy.effective_on                  "Since"  optional
  claim  0 to ${random.between(1, 3)}
    on    date up to policy.effective_on  "On"
    cost  money 0.00 to 9000.00           "Cost"
    kind  hit, theft, glass               "Kind"

vehicle  ${random.between(0, 1)} to ${random.between(1, 3)}
  class    ${bounds.classes.join(', ')}                "Class"
  age      integer 0 to ${bounds.age}                  "Age"
  value    money 100.00 to ${bounds.value}.00          "Value"
  used_by  driver                                      "Main driver"
  alarm    yes/no                                      "Alarm"

coverage of vehicle
  FIRE   "Fire"      deductible 100, 250, 500
  GLASS  "Glass"                              optional
  TOW    "Towing"    limit 50, 100            optional
`
  return { text, bounds }
}
