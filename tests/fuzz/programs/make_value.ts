import type { Random } from '#rules/facts/random'
import type { Bounds } from './make_product.ts'
import { isInScope, CLAIM, DRIVER, type Kind, type Named, type Scope } from './names.ts'

/** What the maker of a value knows: the bounds, and the names that the plan has so far. */
export interface Making {
  readonly random: Random
  readonly bounds: Bounds
  /** Without what only the exact evaluators take, so that the bulk one is tried too. */
  readonly isPlain: boolean
  readonly named: Named[]
}

type Maker = () => string

/** A well-typed value of a kind, written so that it may stand as an operand of anything. */
export function makeValue(kind: Kind, scope: Scope, depth: number, making: Making): string {
  switch (kind) {
    case 'integer':
      return integer(scope, depth, making)
    case 'factor':
      return factor(scope, depth, making)
    case 'money':
      return money(scope, depth, making)
    case 'condition':
      return condition(scope, depth, making)
  }
}

function integer(scope: Scope, depth: number, making: Making): string {
  const { random, bounds } = making
  const inner = (at: Scope = scope) => integer(at, depth - 1, making)
  const plain: Maker[] = [
    () => String(random.between(0, 9)),
    () => 'policy.term',
    () => 'count of drivers',
    () => `(policy.score, at most ${random.between(1, bounds.score)})`,
    () => '(count of vehicles with alarm)',
    ...has(scope, 'driver', [
      () => 'points',
      () => 'count of claims',
      () => `(whole ${random.pick(['years', 'months'])} from born_on to policy.effective_on)`,
    ]),
    ...has(scope, 'vehicle', [() => 'age', () => 'used_by.points']),
  ].filter((_, at) => at !== 3 || !bounds.hasOptionalScore)
  const deep: Maker[] = [
    () => `(${inner()} ${random.pick(['+', '-'])} ${inner()})`,
    () => `(${inner()} * ${random.between(1, 4)})`,
    () => `(${inner()}, at ${random.pick(['least', 'most'])} ${random.between(0, 40)})`,
    () => `(sum of ${inner(DRIVER)} over drivers)`,
    () => `(${random.pick(['highest', 'lowest'])} of ${inner(DRIVER)} over drivers)`,
    () =>
      `(2nd highest of ${inner(DRIVER)} over drivers, or ${random.between(0, 9)} when there are fewer)`,
    () => `(count of drivers with ${condition(DRIVER, 0, making)})`,
    ...has(scope, 'driver', [() => `(count of claims with ${condition(CLAIM, 0, making)})`]),
  ]
  return pickFrom('integer', plain, deep, scope, depth, making)
}

function factor(scope: Scope, depth: number, making: Making): string {
  const { random } = making
  const inner = () => factor(scope, depth - 1, making)
  const whole = () => integer(scope, depth - 1, making)
  const plain: Maker[] = [
    () => `${random.between(0, 1)}.${random.between(10, 99)}`,
    ...wide(making, [() => 'policy.share']),
    () => 'policy.term / 12',
  ]
  const deep: Maker[] = [
    () => `(1 + 0.0${random.between(1, 9)} * ${whole()})`,
    () => `(${inner()} * ${inner()} rounded to 0.001${mode(random)})`,
    () => `(${whole()} / ${random.pick([2, 3, 7, 8])} rounded to 0.01${mode(random)})`,
    () => `(${inner()} - ${inner()})`,
    ...wide(making, [
      () => `(average of ${factor(DRIVER, 0, making)} over drivers rounded to 0.001)`,
    ]),
    () => `(1 - ${random.between(1, 40)} %)`,
  ]
  return pickFrom('factor', plain, deep, scope, depth, making)
}

function money(scope: Scope, depth: number, making: Making): string {
  const { random } = making
  const inner = () => money(scope, depth - 1, making)
  const plain: Maker[] = [
    () => `(policy.insured * 0.0${random.between(1, 9)} rounded to 0.01)`,
    () => `(${random.between(1, 90)}.${random.between(10, 99)} * count of drivers)`,
    ...has(scope, 'vehicle', [() => 'value']),
    ...has(scope, 'claim', [() => 'cost']),
    ...has(scope, 'driver', [() => '(sum of cost over claims)']),
  ]
  const deep: Maker[] = [
    () => `(${inner()} * ${factor(scope, depth - 1, making)} rounded to 0.01${mode(random)})`,
    () => `(${inner()} + ${inner()})`,
    () => `(${inner()} - ${inner()}, at least 0)`,
    () =>
      `(${random.between(1, 80)} % of ${inner()} rounded to ${random.pick(['1', '0.05', '100'])}${mode(random)})`,
    () => `(${inner()}, at most ${random.between(50, 5000)}.00)`,
    () => `(${random.between(1, 60)}.50 * ${integer(scope, depth - 1, making)})`,
    () => `(highest of ${money(DRIVER, 0, making)} over drivers)`,
  ]
  return pickFrom('money', plain, deep, scope, depth, making)
}

function condition(scope: Scope, depth: number, making: Making): string {
  const { random, bounds } = making
  const inner = () => condition(scope, depth - 1, making)
  const order = () => random.pick(['<', '<=', '>', '>=', 'is', 'is not'])
  const plain: Maker[] = [
    () => 'policy.member',
    () => `policy.plan is ${random.pick(['', 'not '])}${random.pick(bounds.plans)}`,
    () => `policy.term is ${random.pick([6, 12])}`,
    () => `policy.insured ${random.pick(['<', '>='])} ${random.between(1, 49_000)}.00`,
    () => `policy.effective_on >= 202${random.between(6, 7)}-0${random.between(1, 9)}-01`,
    () => `(any driver has points >= ${random.between(1, bounds.points)})`,
    () => `(any driver has any claim with cost > ${random.between(1, 8000)}.00)`,
    () => `(every vehicle has FIRE with deductible at least ${random.pick([250, 500])})`,
    () => `(no vehicle with class in ${bounds.classes.slice(0, 2).join(', ')})`,
    ...(bounds.hasOptionalScore
      ? [() => `(policy.score is given and policy.score > ${random.between(0, bounds.score - 1)})`]
      : []),
    ...has(scope, 'driver', [
      () => 'trained',
      () => `points is ${random.between(0, 2)} to ${bounds.points}`,
      () =>
        `(since is given and since within ${random.between(1, 9)} years before policy.effective_on)`,
      () => `(at least ${random.between(1, 2)} claims with kind in hit, theft)`,
    ]),
    ...has(scope, 'claim', [
      () => `kind is ${random.pick(['hit', 'theft', 'glass'])}`,
      () => `on within ${random.between(1, 5)} years before policy.effective_on`,
    ]),
    ...has(scope, 'vehicle', [
      () => 'not alarm',
      () => '(vehicle has GLASS)',
      () => `class is ${random.pick(bounds.classes)}`,
      () => `class at least ${bounds.classes.at(-1)}`,
      () => 'used_by.trained',
    ]),
    ...(scope.coverage
      ? [
          () =>
            `coverage ${random.pick(['is', 'is not'])} ${random.pick(['FIRE', 'GLASS', 'TOW'])}`,
          () => '(coverage has deductible)',
        ]
      : []),
  ]
  const deep: Maker[] = [
    () => `(${inner()} ${random.pick(['and', 'or'])} ${inner()})`,
    () => `(not ${inner()})`,
    () => `${integer(scope, depth - 1, making)} ${order()} ${random.between(1, 30)}`,
    () =>
      `${factor(scope, depth - 1, making)} ${random.pick(['<', '>='])} 0.${random.between(10, 99)}`,
    () =>
      `${money(scope, depth - 1, making)} ${random.pick(['<', '>'])} ${random.between(10, 900)}.00`,
  ]
  return pickFrom('condition', plain, deep, scope, depth, making)
}

/** Names of the plan are as likely as what is made anew, so that what is declared is used. */
function pickFrom(
  kind: Kind,
  plain: readonly Maker[],
  deep: readonly Maker[],
  scope: Scope,
  depth: number,
  { random, named }: Making
): string {
  const known = named.filter((each) => each.kind === kind && isInScope(each, scope))
  if (known.length > 0 && random.happens(1, 2)) {
    const { text, isEndless } = random.pick(known)
    return isEndless ? `(${text} rounded to 0.001)` : text
  }
  return random.pick(depth > 0 && random.happens(2, 3) ? deep : plain)()
}

function has(scope: Scope, entity: Scope['entities'][number], makers: readonly Maker[]) {
  return scope.entities.includes(entity) ? makers : []
}

function wide({ isPlain }: Making, makers: readonly Maker[]): readonly Maker[] {
  return isPlain ? [] : makers
}

function mode(random: Random): string {
  return random.pick(['', ' up', ' down', ' half down', ' half even'])
}
