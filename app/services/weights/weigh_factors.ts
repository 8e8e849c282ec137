import type { Worksheet } from '#rules/index'
import {
  dividedBy,
  distance,
  inCents,
  isMore,
  plus,
  readFraction,
  times,
  ZERO,
  type Fraction,
} from './fraction.ts'
import { WeighingProblem, type WeighedFactor, type Weighing } from './weighing.ts'

type Line = Worksheet['sections'][number]['premiums'][number]['lines'][number]

const ONE: Fraction = { over: 1n, under: 1n }
const MONTHS = { over: 12n, under: 1n }

/** What a factor weighs in one group of coverages. */
export interface FactorWeight {
  readonly factor: string
  /** In the plan's currency, with two digits. */
  readonly weight: string
}

/** The weights of one group of coverages over a book, and where their order is broken. */
export interface GroupWeights {
  readonly coverages: readonly string[]
  /** In the order of the weighing. */
  readonly weights: readonly FactorWeight[]
  readonly broken: readonly string[]
}

/** The exposure of one level of a factor, in months of cover. */
interface Level {
  readonly relativity: Fraction
  months: bigint
}

/** One coverage over the book. */
interface Tally {
  months: bigint
  /** The sum of each base rate times its months. */
  base: Fraction
  /** By factor, then by the relativity as written. */
  readonly levels: Map<string, Map<string, Level>>
}

/**
 * Weighs rating factors over a book: for each factor the sum over its levels of |R_i - R| times the
 * level's exposure in years, times the base rate, R being the mean over all exposures. Exact until
 * it is shown. Where the base rate differs between risks, its mean over the exposures is taken.
 */
export class FactorScale {
  readonly #weighing: Weighing
  readonly #factors: readonly WeighedFactor[]
  readonly #tallies = new Map<string, Tally>()

  constructor(weighing: Weighing) {
    this.#weighing = weighing
    this.#factors = [...weighing.inOrder, ...weighing.others]
  }

  /** Adds a rated risk. @throws WeighingProblem where it has a step that the weighing does not name. */
  add({ sections }: Worksheet, months: number): void {
    for (const { coverage, lines } of sections.flatMap(({ premiums }) => premiums)) {
      if (coverage !== null && this.#weighing.groups.some((group) => group.includes(coverage))) {
        this.#addPremium(coverage, lines, BigInt(months))
      }
    }
  }

  /** The weights of each group of which the book has anything. */
  weights(): readonly GroupWeights[] {
    return this.#weighing.groups.flatMap((group) => {
      const tallies = group.flatMap((coverage) => this.#tallies.get(coverage) ?? [])
      return tallies.length === 0 ? [] : [this.#weigh(group, tallies)]
    })
  }

  #addPremium(coverage: string, lines: readonly Line[], months: bigint) {
    const known = [
      ...this.#factors.flatMap(({ steps }) => steps),
      ...this.#weighing.noFactor.keys(),
    ]
    const stray = lines.find(({ op, name }) => op === 'times' && !known.includes(name))
    if (stray) throw new WeighingProblem(`The step "${stray.name}" is neither weighed nor left out`)
    const tally: Tally = this.#tallies.get(coverage) ?? {
      months: 0n,
      base: ZERO,
      levels: new Map(),
    }
    this.#tallies.set(coverage, tally)
    tally.months += months
    const base = lines.filter(({ op }) => op === 'base').reduce(product, ONE)
    tally.base = plus(tally.base, times(base, { over: months, under: 1n }))
    for (const { name, steps } of this.#factors) {
      const relativity = lines.filter((line) => steps.includes(line.name)).reduce(product, ONE)
      const levels = tally.levels.get(name) ?? new Map<string, Level>()
      tally.levels.set(name, levels)
      const key = `${relativity.over}/${relativity.under}`
      const level = levels.get(key)
      if (level) level.months += months
      else levels.set(key, { relativity, months })
    }
  }

  #weigh(coverages: readonly string[], tallies: readonly Tally[]): GroupWeights {
    const weightOf = ({ name }: WeighedFactor) =>
      tallies.map((tally) => weightIn(tally, name)).reduce(plus, ZERO)
    const inOrder = this.#weighing.inOrder.map((factor) => ({ factor, weight: weightOf(factor) }))
    const others = this.#weighing.others.map((factor) => ({ factor, weight: weightOf(factor) }))
    const pairs = [
      ...inOrder.slice(1).map((lighter, at) => ({ lighter, heavier: inOrder[at] })),
      ...others.map((lighter) => ({ lighter, heavier: inOrder.at(-1) })),
    ]
    return {
      coverages,
      weights: [...inOrder, ...others].map(({ factor, weight }) => ({
        factor: factor.name,
        weight: inCents(weight),
      })),
      broken: pairs.flatMap(({ lighter, heavier }) =>
        heavier && isMore(lighter.weight, heavier.weight)
          ? [
              `${lighter.factor.name} weighs ${inCents(lighter.weight)}, ` +
                `more than ${heavier.factor.name} with ${inCents(heavier.weight)}`,
            ]
          : []
      ),
    }
  }
}

/** A step that does not apply leaves the relativity as it is. */
function product(running: Fraction, { name, operand, status }: Line): Fraction {
  if (operand === null || status === 'does not apply') return running
  const read = readFraction(operand)
  if (read) return times(running, read)
  throw new WeighingProblem(`The step "${name}" comes to ${operand}, which is no decimal`)
}

function weightIn({ months, base, levels }: Tally, factor: string): Fraction {
  const all = [...(levels.get(factor)?.values() ?? [])]
  const exposure = { over: months, under: 1n }
  const mean = dividedBy(
    all.map((level) => times(level.relativity, inMonths(level))).reduce(plus, ZERO),
    exposure
  )
  const spread = all
    .map((level) => times(distance(level.relativity, mean), inMonths(level)))
    .reduce(plus, ZERO)
  return dividedBy(times(spread, dividedBy(base, exposure)), MONTHS)
}

function inMonths({ months }: Level): Fraction {
  return { over: months, under: 1n }
}
