import { Random } from '#rules/facts/random'
import type { CompileInput } from '#rules/index'
import { makeProduct } from './make_product.ts'
import { makeSteps, makeTotal } from './make_steps.ts'
import { makeTable } from './make_table.ts'
import { makeValue, type Making } from './make_value.ts'
import { COVERED, DRIVER, ofText, POLICY, VEHICLE, type Kind, type Scope } from './names.ts'

const HEAD = `plan made "Made by chance"
  of         fleet
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

`

/** A well-typed product and plan, always the same for a seed: tables, constants, lets, rules, premiums, charges. */
export function makePlan(seed: number): CompileInput {
  const random = new Random(seed)
  const { text: product, bounds } = makeProduct(random)
  const isPlain = random.happens(1, 2)
  const making: Making = { random, bounds, isPlain, named: [] }
  const parts = [
    ...some(2, () => constant(making)),
    ...some(4, () => table(making)),
    ...(!isPlain && random.happens(1, 3) ? [assignment(making)] : []),
    ...some(5, () => definition(making)),
    ...some(3, (at) => rule(`R-${at}`, making)),
    ...premiums(making),
    ...(!isPlain && random.happens(1, 3) ? [makeTotal(POLICY, making)] : []),
    ...some(3, (at) => fee(`f${at}`, making)),
  ]
  return {
    product: { name: 'product.rate', text: product },
    plan: { name: 'plan.rate', text: HEAD + parts.join('\n') },
    tables: {},
  }

  function some(most: number, make: (at: number) => string): readonly string[] {
    return Array.from({ length: random.between(0, most) }, (_, at) => make(at))
  }
}

function constant({ random, named }: Making): string {
  const name = `c${named.length}`
  const kind = random.pick<Kind>(['integer', 'factor'])
  const amount = () => (kind === 'integer' ? random.between(1, 40) : `0.${random.between(10, 99)}`)
  named.push({ kind, text: name, of: [], coverage: false, isEndless: false })
  const later = random.happens(1, 2) ? `constant ${name} ${amount()} from 2026-08-01\n` : ''
  return `constant ${name} ${amount()}\n${later}`
}

function table(making: Making): string {
  const { text, named } = makeTable(`t${making.named.length}`, making)
  making.named.push(...named)
  return text
}

function assignment({ named, random }: Making): string {
  const of = ['vehicle'] as const
  const main = { of, coverage: false, isEndless: false }
  named.push(
    { ...main, kind: 'integer', text: 'main.points' },
    { ...main, kind: 'condition', text: 'main.trained' }
  )
  return `assign main to each vehicle
  rank drivers         by points ${random.pick(['highest', 'lowest'])} first
  rank vehicles        by value highest first, age lowest first
  ties                 in order of entry
  vehicle left over    takes the driver with the ${random.pick(['highest', 'lowest'])} points
  driver left over     is not assigned
`
}

function definition(making: Making): string {
  const { random, named } = making
  const name = `v${named.length}`
  const scope = random.pick([POLICY, DRIVER, VEHICLE, COVERED])
  const kind = random.pick<Kind>(['integer', 'factor', 'money', 'condition'])
  const value = () => makeValue(kind, scope, 2, making)
  const text =
    kind !== 'condition' && random.happens(1, 3)
      ? `let ${name}${ofText(scope)}\n${cases(scope, value, making)}`
      : `let ${name}${ofText(scope)} = ${value()}\n`
  named.push({
    kind,
    text: name,
    of: scope.entities.slice(1),
    coverage: scope.coverage,
    isEndless: false,
  })
  return text
}

function cases(scope: Scope, value: () => string, making: Making): string {
  const lines = Array.from(
    { length: making.random.between(1, 3) },
    () => `  ${value()}  when ${makeValue('condition', scope, 1, making)}\n`
  )
  return `${lines.join('')}  ${value()}  otherwise\n`
}

function rule(name: string, making: Making): string {
  const { random } = making
  const then = random.pick(['decline', 'refer to underwriter', 'require'])
  const period = random.pick(['', '', ' from 2026-07-01', ' until 2027-01-01'])
  return `rule ${name} "Rule"${period}\n  when  ${makeValue('condition', POLICY, 2, making)}\n  then  ${then} "So it is"\n`
}

function premiums(making: Making): readonly string[] {
  const { random } = making
  const hasDiscounts = random.happens(1, 2)
  const discounts = hasDiscounts ? [discountsBlock(making)] : []
  const block = (over: string, scope: Scope, withDiscounts: boolean) =>
    `premium of ${over}\n${makeSteps(scope, withDiscounts, making)}`
  const ofVehicles = random.happens(1, 2)
    ? [block('each vehicle, each coverage', COVERED, hasDiscounts)]
    : [
        block('each vehicle, each coverage but TOW', COVERED, hasDiscounts),
        block('each vehicle, each coverage but FIRE, GLASS', COVERED, false),
      ]
  return [
    ...discounts,
    ...ofVehicles,
    ...(random.happens(1, 3) ? [block('each driver', DRIVER, false)] : []),
    ...(random.happens(1, 3) ? [block('policy', POLICY, false)] : []),
  ]
}

function discountsBlock(making: Making): string {
  const { random } = making
  const combine = random.pick(['sum', 'product'])
  const most =
    combine === 'sum' || random.happens(1, 2) ? `, at most ${random.between(20, 60)} %` : ''
  const items = Array.from({ length: random.between(1, 3) }, (_, at) => {
    const when = random.happens(3, 4) ? `  when ${makeValue('condition', COVERED, 1, making)}` : ''
    return `  d${at} "Discount"  ${random.between(1, 30)} %${when}\n`
  })
  return `discounts each vehicle, each coverage\n  combine by ${combine}${most}\n${items.join('')}`
}

function fee(name: string, making: Making): string {
  const { random, isPlain } = making
  const when = random.happens(1, 3) ? ` when ${makeValue('condition', POLICY, 1, making)}` : ''
  const plain = [
    () =>
      `fee ${name} "Fee"  ${random.between(1, 90)}.00 each ${random.pick(['driver', 'vehicle'])} by term rounded to 0.01${when}\n`,
    () => `fee ${name} "Fee"  ${makeValue('money', POLICY, 1, making)} rounded to 0.01\n`,
  ]
  const charges = [
    () =>
      `charge ${name} "Charge"  ${random.between(1, 60)} % of premium rounded to ${random.pick(['0.01', '1', '100'])} down${when}\n`,
    () =>
      `tax ${name} "Tax"  (${random.between(1, 9)} % of (premium + fees), at most 90.00) rounded to 0.01\n`,
    () =>
      `charge ${name} "Charge"\n  5 % of premium rounded to 0.01  until 2026-09-01\n  6 % of fees rounded to 0.01  from 2026-09-01\n`,
  ]
  return random.pick(isPlain ? plain : [...plain, ...charges])()
}
