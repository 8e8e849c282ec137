import { compile, prepare, type PreparedProgram } from '#rules/index'

const PRODUCT = `product marina "Marina"
  currency USD

policy
  effective_on  date                                   "First day of cover"
  term          months 3, 12                           "Term"
  harbour       river, lake, sea                       "Harbour"
  members       integer 0 to 9000                      "Members"
  sums_insured  money 0.00 to 90000.00                 "Sums insured"
  audit_on      date up to policy.effective_on         "Last audit"                  optional
  rating        integer 1 to 9                         "Safety rating"               optional
  patrolled     yes/no                                 "Patrolled at night"

captain  1 to 3
  name          text up to 20                          "Name"                        private
  sailing_since date up to policy.effective_on         "At sea since"
  mishap  0 to 3
    cost        money 0.00 to 5000.00                  "Cost"
    on          date up to policy.effective_on         "Date"

boat  0 to 4
  length        integer 2 to 40                        "Length in metres"
  engine        none, outboard, inboard                "Engine"
  built_on      date up to policy.effective_on         "Built"
  skipper       captain                                "Skipper"

coverage of policy
  PIER   "Pier"    limit 1000, 5000      optional
  FUEL   "Fuel"    deductible 50, 100    optional

coverage of boat
  HULL   "Hull"    deductible 50, 250
  TOW    "Towing"                        optional  needs HULL

check captain.sailing_since < policy.effective_on  else "begins after the cover"
`

const PLAN = `plan harbour "Harbour Plan"
  of         marina
  in         TX
  version    7
  effective  new business 2026-03-01, renewals 2026-04-15
  rounding   half even

table harbour_rate   by harbour, members in band first match  gives money
  sea      | over 500     | 91.37
  all else | 0 up to 100  | 33.335
  river    | 0 and over   | 44.45
  all else | all else     | 55.55

table hull_rate      by length in band, engine      gives money
  under 5       | none     | 10.05
  under 5       | all else | 12.15
  5 up to 12    | none     | 20.25
  5 up to 12    | all else | 25.35
  all else      | inboard  | 31.45
  all else      | none     | 40.55
  all else      | outboard | 42.65

table rating_factor  by rating in band              gives factor
  not given | 1.1
  1 to 3    | 1.25
  over 3 to 6 | 1.0005
  over 6    | 0.875

table mishap_share   by cost in band                gives factor
  under 10.50        | 0.01
  10.50 up to 999.99 | 0.02
  999.99 and over    | 0.035

table wide_rate by length in band, engine gives factor
  under 20    | none     | 1.01
  20 and over | none     | 1.02
  under 10    | outboard | 1.03
  10 and over | outboard | 1.04
  2 to 40     | inboard  | 1.05

table length_fee by length in band, error outside gives money
  2 to 7      | 1.255
  9 to 40     | 2.345

let seasons of captain  = whole months from sailing_since to policy.effective_on
let cost_of of captain  = sum of cost over mishaps with on within 5 years before policy.effective_on
let worst of captain    = highest of cost over mishaps, at least 0.00
let least of captain    = lowest of cost over mishaps, at most 4999.99
let share of captain    = sum of mishap_share[cost] over mishaps
let hull of boat        = hull_rate[length, engine] * wide_rate[length, engine]
let days_old of boat    = whole days from built_on to policy.effective_on
let mean_seasons        = average of seasons over captains
let is_new of boat      = built_on >= 2 years before policy.effective_on

let berth_class of boat is one of open, covered
  covered  when engine is inboard and (length > 12 or is_new)
  open     when length < 20
  covered  otherwise

let mooring of boat
  3.25                                 when berth_class is covered and skipper.share > 0.02
  hull_rate[length, engine] * 0.125    when length >= 10
  skipper.worst / 8                    when engine is outboard
  1                                    otherwise

let tide
  -1.5   when policy.harbour is sea
  0.25   when policy.harbour is lake
  0      when policy.harbour is river

rule H-1 "Long boats at sea"
  when  policy.harbour is sea
  and   any boat has length >= 30
  then  decline "Too long"

rule H-2 "Costly"
  when  any captain has cost_of > 2500.00
  or    sum of worst over captains >= 4000.00
  then  refer to harbourmaster "Costly mishaps"

rule H-3 "No audit"
  when  not (policy.audit_on is given and policy.audit_on >= 18 months before policy.effective_on)
  then  require "An audit"

rule H-4 "New hands"
  when  mean_seasons < 30
  then  refer to harbourmaster "Little time at sea"

rule H-5 "Nobody hurt"
  when  every captain has no mishap with cost > 100.00
  and   no boat has is_new
  then  require "A letter"

rule H-6 "Tow"
  when  any boat has TOW
  and   any boat has HULL with deductible at least 250
  then  require "A tow plan"

rule H-7 "Many mishaps"
  when  any captain has at least 2 mishaps with cost >= 10.50 and on within 400 days before policy.effective_on
  then  refer to harbourmaster "Two mishaps in 400 days"

discounts each boat, each coverage
  combine by product, at most 30 %
  old_hand   "Old hand"     12.5 %  when skipper.seasons >= 120
  patrolled  "Patrolled"    10 %    when policy.patrolled
  small      "Small boat"   15 %    when length < 6 and coverage is HULL
  always     "Opening"      1 %

premium of policy
  base      harbour_rate[policy.harbour, policy.members]     as "Harbour"
  times     rating_factor[policy.rating]                     as "Safety"
  plus      policy.sums_insured * 0.00125                    as "Sums"
  round every step below to 0.05
  times     1 / 3                                            when policy.patrolled   as "Third"
  minus     1.10                                             as "Rebate"
  at least  0.00                                             as "Floor"

premium of policy, each coverage
  base      12.34                                            as "Base"
  times     1.5                                              when coverage is PIER   as "Pier"
  plus      7.77                                             when coverage has deductible   as "Deductible"
  plus      tide                                             as "Tide"
  round     to 0.10 up

premium of each boat, each coverage
  base      hull                                             as "Hull"
  when skipper.share > 0.03
    times   1 + skipper.share                                as "Mishaps"
    plus    skipper.worst / 7 rounded to 0.01 down           as "Worst"
  otherwise
    times   0.95                                             as "Careful"
  times     1 - discounts                                    as "Discounts"
  times     policy.term / 12 rounded to 0.001                as "Term"
  plus      mooring                                          as "Mooring"
  at most   60.00                                            as "Ceiling"
  round     to 0.01 half down

fee berth   "Berth"   4.55 each boat by term rounded to 0.10 half down
fee long    "Length"  length_fee[length] each boat rounded to 0.01 when engine is not none
fee office  "Office"  9.99
`

/**
 * A plan of another line of business that uses what Texas does not; compiled from its source, with
 * another text where one is given.
 */
export function marinaPlan(change: (plan: string) => string = (plan) => plan): PreparedProgram {
  const { compiled, diagnostics } = compile({
    product: { name: 'marina.product.rate', text: PRODUCT },
    plan: { name: 'harbour.plan.rate', text: change(PLAN) },
    tables: {},
  })
  if (!compiled) throw new Error(JSON.stringify(diagnostics, null, 2))
  return prepare(compiled)
}
