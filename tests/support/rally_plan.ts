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

/** A plan whose point is its orders of calculation; another text is compiled where one is given. */
export function rallyPlan(change: (plan: string) => string = (plan) => plan): PreparedProgram {
  const { compiled, diagnostics } = compile({
    product: { name: 'rally.product.rate', text: PRODUCT },
    plan: { name: 'rallies.plan.rate', text: change(PLAN) },
    tables: {},
  })
  if (!compiled) throw new Error(JSON.stringify(diagnostics, null, 2))
  return prepare(compiled)
}
