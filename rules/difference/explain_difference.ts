import { currencyDigits } from '../money/currency.ts'
import { prepare, type PreparedProgram } from '../rating/prepare.ts'
import { rate } from '../rating/rate.ts'
import type { Worksheet } from '../rating/worksheet.ts'
import type { Difference, DifferencePart, FieldChange, RatedVersion } from './difference.ts'
import { factChanges, withChanges, type FactChange } from './fact_changes.ts'
import { premiumChanges } from './premium_changes.ts'
import { hybridOf, rateChanges, type RateChange } from './rate_changes.ts'
import { shapley } from './shapley.ts'

/** Up to so many things are told apart: each doubles the ratings that it takes to be exact. */
const MOST_PLAYERS = 9

/** What can be changed by itself. */
interface Player {
  readonly kind: DifferencePart['kind']
  readonly title: string
  readonly facts: readonly FactChange[]
  readonly rates: readonly RateChange[]
  readonly fees: readonly string[]
}

/** A way to tell the changes apart, finer or coarser. */
type Grouping = readonly Player[]

/**
 * Splits the difference of two totals over what was changed, in the facts, the rates and the fees, each
 * by the mean of what it adds in every order: so no order matters, and the parts sum to the cent. What
 * can't be rated by itself, or is too much to tell apart, is told together. Null where one of the two
 * versions itself is not rated.
 */
export async function explainDifference(
  before: RatedVersion,
  after: RatedVersion
): Promise<Difference | null> {
  const [first, second] = await Promise.all([
    rate(before.prepared, before.facts),
    rate(after.prepared, after.facts),
  ])
  if (!first.ok || !second.ok) return null
  const changes = factChanges(after.prepared.compiled.program.shape, before.facts, after.facts)
  const amounts = new Amounts(before, after)
  for (const grouping of groupingsOf(changes, before, after, first.worksheet, second.worksheet)) {
    const shares = await amounts.share(grouping)
    if (shares) return present(first.worksheet, second.worksheet, changes, grouping, shares)
  }
  return present(first.worksheet, second.worksheet, changes, [], [])
}

/** The groupings to try, the finest first; the last one always rates: it knows only the two ends. */
function groupingsOf(
  changes: readonly FactChange[],
  before: RatedVersion,
  after: RatedVersion,
  first: Worksheet,
  second: Worksheet
): readonly Grouping[] {
  const editions = [before.prepared.compiled, after.prepared.compiled] as const
  const isSameEdition = editions[0].hash === editions[1].hash
  const rates = isSameEdition ? [] : rateChanges(editions[0].program, editions[1].program)
  const fees = isSameEdition ? [] : feesOf(first, second)
  const single = changes.map((change) => factsPlayer(change.title, [change]))
  const owners = [...Map.groupBy(changes, ({ owner }) => owner)].map(([owner, own]) =>
    factsPlayer(own.length === 1 ? (own[0]?.title ?? owner) : owner, own)
  )
  const all = changes.length === 0 ? [] : [factsPlayer('All answers together', changes)]
  const tables = rates.map((change) => ratesPlayer(change.title, [change]))
  const plan = rates.length === 0 ? [] : [ratesPlayer('The plan’s rates together', rates)]
  const whole: Player = {
    kind: isSameEdition ? 'facts' : 'rates',
    title: isSameEdition ? 'All answers together' : 'Answers and rates together',
    facts: changes,
    rates,
    fees: fees.flatMap((player) => player.fees),
  }
  const groupings = [
    [...single, ...tables, ...fees],
    [...owners, ...tables, ...fees],
    [...single, ...plan, ...fees],
    [...owners, ...plan, ...fees],
    [...all, ...plan, ...fees],
    [whole],
  ]
  return groupings.filter((grouping) => grouping.length <= MOST_PLAYERS)
}

function factsPlayer(title: string, facts: readonly FactChange[]): Player {
  return { kind: 'facts', title, facts, rates: [], fees: [] }
}

function ratesPlayer(title: string, rates: readonly RateChange[]): Player {
  return { kind: 'rates', title, facts: [], rates, fees: [] }
}

function feesOf(first: Worksheet, second: Worksheet): readonly Player[] {
  const titles = new Map([...first.fees, ...second.fees].map(({ name, title }) => [name, title]))
  return [...titles].map(([name, title]) => {
    return { kind: 'fees', title, facts: [], rates: [], fees: [name] }
  })
}

/** Rates whatever lies between two versions, each once. */
class Amounts {
  readonly #rated = new Map<string, Promise<Worksheet | null>>()
  readonly #prepared = new Map<string, PreparedProgram>()

  constructor(
    readonly before: RatedVersion,
    readonly after: RatedVersion
  ) {}

  /** Each player's share in the smallest unit of the currency; null where something is not rated. */
  async share(players: Grouping): Promise<readonly bigint[] | null> {
    const fees = players.flatMap((player) => player.fees)
    const worths: bigint[] = []
    for (let mask = 0; mask < 2 ** players.length; mask++) {
      const some = players.filter((_, at) => (mask & (1 << at)) !== 0)
      const worth = await this.#worth(some, fees)
      if (worth === null) return null
      worths.push(worth)
    }
    return shapley(players.length, (mask) => worths[mask] ?? 0n)
  }

  async #worth(players: readonly Player[], fees: readonly string[]): Promise<bigint | null> {
    const facts = players.flatMap((player) => player.facts)
    const rates = players.flatMap((player) => player.rates)
    const renewed = new Set(players.flatMap((player) => player.fees))
    const { before, after } = this
    const rated = await this.#rate(facts, rates)
    if (!rated) return null
    if (before.prepared.compiled.hash === after.prepared.compiled.hash) return cents(rated.total)
    let sum = cents(rated.premium)
    for (const prepared of [before.prepared, after.prepared]) {
      const isAfter = prepared === after.prepared
      if (!fees.some((name) => renewed.has(name) === isAfter)) continue
      const charging = await this.#rate(facts, [], prepared)
      if (!charging) return null
      for (const { name, amount } of charging.fees) {
        if (renewed.has(name) === isAfter) sum += cents(amount)
      }
    }
    return sum
  }

  #rate(
    facts: readonly FactChange[],
    rates: readonly RateChange[],
    prepared = this.#edition(rates)
  ): Promise<Worksheet | null> {
    const which =
      prepared === this.before.prepared ? 'before' : prepared === this.after.prepared ? 'after' : ''
    const names = which || `mixed ${rates.map(({ table }) => table).join()}`
    const key = `${names}|${facts.map(({ path }) => path).join()}`
    const known = this.#rated.get(key) ?? this.#rateAnew(facts, prepared)
    this.#rated.set(key, known)
    return known
  }

  async #rateAnew(
    changes: readonly FactChange[],
    prepared: PreparedProgram
  ): Promise<Worksheet | null> {
    try {
      const outcome = await rate(prepared, withChanges(this.before.facts, changes))
      return outcome.ok ? outcome.worksheet : null
    } catch {
      // What lies between two valid risks need not be one itself: it has passed no validation.
      return null
    }
  }

  #edition(rates: readonly RateChange[]): PreparedProgram {
    const { before, after } = this
    if (rates.length === 0) return before.prepared
    const [old, now] = [before.prepared.compiled, after.prepared.compiled]
    if (rates.length === rateChanges(old.program, now.program).length) return after.prepared
    const key = rates.map(({ table }) => table).join()
    const known = this.#prepared.get(key) ?? prepare(hybridOf(old, now, rates))
    this.#prepared.set(key, known)
    return known
  }
}

function cents(amount: string): bigint {
  return BigInt(amount.replace('.', ''))
}

function present(
  first: Worksheet,
  second: Worksheet,
  changes: readonly FactChange[],
  players: Grouping,
  shares: readonly bigint[]
): Difference {
  const digits = currencyDigits(second.currency)
  const inMoney = (amount: bigint) => decimal(amount, digits)
  const sumOf = (kind: DifferencePart['kind']) =>
    inMoney(
      players.reduce((sum, each, at) => sum + (each.kind === kind ? (shares[at] ?? 0n) : 0n), 0n)
    )
  const parts = players.map(({ kind, title, facts }, at) => {
    return { kind, title, fields: facts.map(fieldOf), amount: inMoney(shares[at] ?? 0n) }
  })
  return {
    before: first.total,
    after: second.total,
    amount: inMoney(cents(second.total) - cents(first.total)),
    facts: sumOf('facts'),
    rates: sumOf('rates'),
    fees: sumOf('fees'),
    parts,
    fields: changes.map(fieldOf),
    premiums: premiumChanges(first, second),
  }
}

function fieldOf({ path, title, before, after }: FactChange): FieldChange {
  return { path, title, before, after }
}

function decimal(amount: bigint, digits: number): string {
  const magnitude = (amount < 0n ? -amount : amount).toString().padStart(digits + 1, '0')
  const point = magnitude.length - digits
  const text = digits === 0 ? magnitude : `${magnitude.slice(0, point)}.${magnitude.slice(point)}`
  return amount < 0n ? `-${text}` : text
}
