import { compile, prepare, type PreparedProgram } from '#rules/index'

const PRODUCT = `product rally "Rally"
  currency USD

policy
  effective_on  date                      "First day of cover"
  term          months 6, 12              "Term"
  member        yes/no                    "Member"

driver  1 to 4
  born_on       date up to policy.effective_on  "Born"
  starts        integer 0 to 40           "Starts"
  licence       blue, red, gold           "Licence"
  mark          integer 1 to 9            "Mark"                   optional

car  0 to 4
  age           integer 0 to 30           "Age"
  value         money 100.00 to 90000.00  "Value"
  principal     driver                    "Principal driver"

coverage of car
  FIRE  "Fire"
  RACE  "Race"  limit 1000, 5000          optional
`

const PLAN = `plan rallies "Rallies"
  of         rally
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

table licence_factor by licence gives factor
  blue | 1.30
  red  | 1.10
  gold | 0.95

let years of driver = whole years from born_on to policy.effective_on

premium of policy
  base     3.00                                  as "Office"
  becomes  1.25   when policy.member             as "Members"
  plus     0.10   when count of cars >= 1        as "Cars"
  round    to 0.01

premium of each driver
  base     10.00                                 as "Driver"
  times    licence_factor[licence]               as "Licence"
  plus     2.50   when starts >= 10              as "Starts"
  becomes  7.505  when years < 18                as "Junior"
  times    1.02   when mark is given and mark > 4  as "Mark"
  round    to 0.05 half even

premium of each car, each coverage
  base     value * 0.01                          as "Value"
  becomes  99.99                                 when age > 20  as "Old car"
  times    0.5                                   when coverage is RACE and age <= 20  as "Race"
  round    to 0.01

total of policy
  times     0.975   when count of cars >= 2      as "Several cars"
  minus     4.50    when policy.member           as "Members"
  when count of drivers is 1
    round   to 0.10 down
  otherwise
    plus    0.123                                as "Drivers"
  at least  55.00                                as "Minimum policy premium"
  round     to 0.05
  at most   1400.00                              as "Most"

fee card "Card" 1.50 each driver by term rounded to 0.01
`

const RACING = `plan racing "Racing"
  of         rally
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

table licence_factor by licence, coverage gives factor
  licence  | FIRE  | RACE
  blue     | 1.00  | 1.60
  red      | 1.00  | 1.20
  gold     | 1.025 | 1.20

let years of driver = whole years from born_on to policy.effective_on
let hazard of driver, coverage = licence_factor[licence, coverage] + 0.01 * starts

# The driver with the highest hazard is assigned to the dearest car, and so on down.
assign racer to each car
  rank drivers      by hazard[RACE] highest first
  rank cars         by value highest first
  ties              in order of entry
  car left over     takes the driver with the lowest hazard[FIRE] - car.age * 0.001 * starts
  driver left over  is not assigned

assign mechanic to each car
  rank cars         by age lowest first, value highest first
  rank drivers      by starts highest first, years lowest first
  ties              in order of entry
  driver left over  is not assigned
  car left over     takes no driver

assign spare to each driver
  rank drivers      by years lowest first
  rank cars         by 1 lowest first
  ties              in order of entry
  driver left over  takes no car
  car left over     is not assigned

let average_hazard of car, coverage   = average of hazard over drivers
let principal_hazard of car, coverage = hazard[principal, coverage]

let second_hazard of coverage  = 2nd highest of hazard over drivers, or 1.05 when there are fewer
let third_value                = 3rd lowest of value over cars with age < 15, or 500 when there are fewer
let second_start               = (2nd lowest of starts over drivers, at most 12)
let first_years                = 1st lowest of years over drivers
let second_of_all of car       = 2nd lowest of starts over drivers with mark is given or starts > age, or first_years - age when there are fewer

let mechanic_years of car
  mechanic.years  when mechanic is given and mechanic.years < 60
  60              otherwise

rule R-1 "A spare car that is older than its driver"
  when  any driver has spare is given and spare.age > years
  then  refer to underwriter "An old spare"

rule R-2 "A racer who is a beginner"
  when  any car has racer.starts < 3 and value > 60000.00
  then  decline "Too dear for a beginner"

premium of each car, each coverage
  base   value * 0.01                               as "Value"
  times  hazard[racer, coverage]                    as "Racer"
  times  hazard[mechanic, coverage]                 when mechanic is given  as "Mechanic"
  times  1 + mechanic_years * 0.001                 as "Years"
  times  average_hazard rounded to 0.001            as "Average"
  times  principal_hazard                           as "Principal"
  times  second_hazard                              as "Second hazard"
  plus   third_value                                as "Third value"
  times  1 + second_start * 0.01                    as "Second start"
  times  1 + second_of_all * 0.01                   as "Second of all"
  round  to 0.01
`

/** A plan whose point is its orders of calculation; another text is compiled where one is given. */
export function rallyPlan(change: (plan: string) => string = (plan) => plan): PreparedProgram {
  return prepared(change(PLAN))
}

/** A plan whose point is who is assigned to what. */
export function racingPlan(change: (plan: string) => string = (plan) => plan): PreparedProgram {
  return prepared(change(RACING))
}

function prepared(text: string): PreparedProgram {
  const { compiled, diagnostics } = compile({
    product: { name: 'rally.product.rate', text: PRODUCT },
    plan: { name: 'rally.plan.rate', text },
    tables: {},
  })
  if (!compiled) throw new Error(JSON.stringify(diagnostics, null, 2))
  return prepare(compiled)
}
