import { compile, prepare, type PreparedProgram } from '#rules/index'

const PRODUCT = `product depot "Depot"
  currency USD

policy
  effective_on  date                      "First day of cover"
  zone          town, port, moor          "Zone"
  miles         integer 0 to 30000        "Miles a year"
  sum_insured   money 0.00 to 50000.00    "Sum insured"
  code          text up to 5              "Code"
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

table handling by zone, kind, age in band, grade first match gives factor
  town, port | tank      | any          | any          | 1.40
  any        | box, tank | 3 and under  | 1, 2, 3      | 0.8
  moor       | any       | 5, 8 to 12   | not given, 9 | 1.15
  town       | flat, box | under 6      | all else     | 0.955
  any        | any       | 25 and over  | any          | 1.7
  any        | any       | any          | not given    | 1.02
  all else   | all else  | all else     | all else     | 1.00

table zone_load by zone, age in band gives money
  town, port | 5 and under, 20 to 25 | 3.10
  town       | over 5 to 19          | 4.20
  port       | all else              | 5.30
  town       | over 25               | 5.35
  moor       | 0 and over            | 0.05

table value_band by kind, value in band gives above money, rate factor, add money, class text
  all else | 100 to 5000           | 0.00     | 0.0100  | 0.00   | low
  all else | over 5000 to 20000    | 5000.00  | 0.0075  | 50.00  | mid
  all else | over 20000            | 20000.00 | 0.00333 | 162.50 | high
  tank     | 100 up to 1000.50     | 100.00   | 0.02    | 2.00   | low
  tank     | 1000.50 to 90000      | 1000     | 0.015   | 20.02  | high

table class_extra by class gives money
  low  | 0.00
  mid  | 1.10
  high | 2.22

table wear by age interpolated flat at ends gives factor_of factor, extra money
  0  | 1.00 | 0.00
  10 | 1.50 | 3.30
  20 | 1.45 | 9.00

table step_up by value next row up, kind, error outside gives money
  value    | box  | all else
  500.00   | 1.00 | 1.50
  10000    | 2.00 |
  60000.50 | 3.00 | 2.75

table steps_of_grade by grade next row up gives factor
  not given | 1.00
  2         | 0.98
  7         | 1.01
  9         | 1.09

table dated_load by zone, age in band gives fee money, share factor
  all else | all else | 0.00 | 1.00

table dated_load by zone, age in band gives fee money, share factor from 2026-10-15
  all else | 5 and under | 1.10 | 1.01
  all else | over 5      | 1.20 | 1.02
  moor     | all else    | 1.30 | 1.03

table dated_load by zone, age in band gives fee money, share factor from 2026-07-01
  all else | all else    | 2.10 | 0.99

table code_factor by code in text band, zone gives factor
  A100 to A499, B7 | all else   | 1.10
  A500 to A999     | town       | 1.20
  A500 to A899     | moor, port | 1.25
  A900 to A999     | moor       | 1.30
  A900 to A999     | port       | 1.35
  A1048            | all else   | 1.40
  all else         | all else   | 0.99

premium of policy
  round every step below to 0.0001
  base   sum_rate[policy.sum_insured]              as "Sum"
  times  mileage[policy.zone, policy.miles]        as "Miles"
  times  code_factor[policy.code, policy.zone]     as "Code"
  times  1 + grade_points[policy.grade] * 0.01     as "Grade"
  round  to 0.01

premium of each van, each coverage
  base   (value - above of value_band[kind, value]) * rate of value_band[kind, value]  as "Value"
  plus   add of value_band[kind, value]            as "Band"
  plus   class_extra[class of value_band[kind, value]]  as "Class"
  times  factor_of of wear[age]                       as "Wear"
  plus   extra of wear[age]                        as "Extra"
  times  age_factor[kind, age] rounded to 0.0001  as "Age"
  times  handling[policy.zone, kind, age, policy.grade]   as "Handling"
  plus   step_up[value, kind]                                   as "Step"
  times  steps_of_grade[policy.grade] as "Step of grade"
  plus   fee of dated_load[policy.zone, age] as "Dated"
  times  share of dated_load[policy.zone, age] rounded to 0.001 as "Dated share"
  plus   zone_load[policy.zone, age]              as "Zone"
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
