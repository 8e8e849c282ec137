import { compile, prepare, type PreparedProgram } from '#rules/index'

const PRODUCT = `product depot "Depot"
  currency USD

policy
  effective_on  date                      "First day of cover"
  zone          town, port, moor          "Zone"
  miles         integer 0 to 30000        "Miles a year"
  sum_insured   money 0.00 to 50000.00    "Sum insured"
  grade         integer 1 to 9            "Grade"                optional

van  0 to 3
  kind    box, tank, flat                 "Kind"
  age     integer 0 to 30                 "Age"
  value   money 100.00 to 90000.00        "Value"

coverage of van
  FIRE  "Fire"
  LOAD  "Load"  limit 1000, 5000          optional
`

const PLAN = `plan depots "Depots"
  of         depot
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

table mileage by zone, miles interpolated flat at ends gives factor
  town     | 1000  | 0.90
  town     | 8000  | 1.000
  town     | 20000 | 1.25
  all else | 3000  | 1.1

table sum_rate by sum_insured interpolated error outside gives money
  0.50  | 1.00
  20000 | 90.00
  35000 | 120.10
  49999 | 80

table age_factor by kind, age interpolated extended at ends gives factor
  kind     | 2    | 5    | 11
  box      | 1.00 | 1.06 | 1.30
  all else | 1.20 | 1.10 | 1.50

table grade_points by grade interpolated flat at ends gives integer
  not given | 4
  3         | 10
  6         | 5
  8         | 5

premium of policy
  round every step below to 0.0001
  base   sum_rate[policy.sum_insured]              as "Sum"
  times  mileage[policy.zone, policy.miles]        as "Miles"
  times  1 + grade_points[policy.grade] * 0.01     as "Grade"
  round  to 0.01

premium of each van, each coverage
  base   value * 0.01                             as "Value"
  times  age_factor[kind, age] rounded to 0.0001  as "Age"
  round  to 0.01
`

/**
 * A plan whose point is its tables, in every form that Texas and the marina do without; another text
 * is compiled where one is given.
 */
export function depotPlan(change: (plan: string) => string = (plan) => plan): PreparedProgram {
  const { compiled, diagnostics } = compile({
    product: { name: 'depot.product.rate', text: PRODUCT },
    plan: { name: 'depots.plan.rate', text: change(PLAN) },
    tables: {},
  })
  if (!compiled) throw new Error(JSON.stringify(diagnostics, null, 2))
  return prepare(compiled)
}
