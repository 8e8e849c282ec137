import { compile, prepare, type PreparedProgram } from '#rules/index'

const PRODUCT = `product courier "Courier"
  currency USD

policy
  effective_on  date                     "First day of cover"
  term          months 6, 12             "Term"
  premium       money 0.00 to 5000.00    "Premium of the last term"
  insured       yes/no                   "Was insured with us"

van  1 to 3
  class         1A, 1B, 3, 4WD           "Class"
  kind          light, heavy, hired      "Kind"
  years         integer 0 to 40          "Years in service"
  value         money 0.00 to 90000.00   "Value"

coverage of van
  CARGO  "Cargo"   deductible 100, 500
  ROAD   "Breakdown"                     optional
`

const PLAN = `plan courier_texas "Courier"
  of         courier
  in         TX
  version    1
  effective  new business 2020-01-01, renewals 2020-01-01
  rounding   half up

constant days_in_year 365

table class_factor by class gives factor
  1A  | 0.90
  1B  | 1.00
  3   | 1.20
  4WD | 1.45

table years_needed by kind, error outside gives integer
  light | 3
  heavy | 10

table light_rate by years in band, error outside gives factor
  3 and under  | 1.30
  over 3 to 20 | 1.00

rule C-1 "Seasoned"
  when  any van has kind in light, heavy and years >= years_needed[kind]
  then  refer "An old van"

rule C-2 "Class"
  when  any van has class in 3, 4WD and kind is hired
  then  decline "No hired van of class 3 or 4WD"

rule C-3 "Order of classes"
  when  any van has class at least 3 and value > 50000.00
  then  require "Photographs"

premium of each van, each coverage
  base      400.00
  times     class_factor[class]
  when kind in light, heavy
    plus    25.00                     when years >= years_needed[kind]  as "Old"
    when kind is light
      minus  10.00                    when light_rate[years] > 1.00 and coverage is CARGO
  otherwise
    plus    5.00                      as "Hired"
  round     to 0.01

total of policy
  at most   policy.premium * 1.25     when policy.insured and policy.premium > 0  as "Cap"
  at least  policy.premium * 0.80     when policy.insured                         as "Floor"
  round     to 0.01

charge fund "Guaranty fund"  [ORS 999.9]
  50 % of premium rounded to 10 down   until 2022-01-01
  52 % of premium rounded to 100 down  from 2022-01-01   [ORS 999.10]

tax stamp "Stamp"  (4 % of (premium + fees), at most 30.00) rounded to 0.01
`

/** A plan whose conditions guard look-ups that refuse, whose classes begin with a digit, with a charge by dates. */
export function courierPlan(change: (text: string) => string = (text) => text): PreparedProgram {
  const { compiled, diagnostics } = compile({
    product: { name: 'courier.product.rate', text: PRODUCT },
    plan: { name: 'courier.plan.rate', text: change(PLAN) },
    tables: {},
  })
  if (!compiled) throw new Error(JSON.stringify(diagnostics, null, 2))
  return prepare(compiled)
}
