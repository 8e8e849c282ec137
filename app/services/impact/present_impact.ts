import { DECISION_CODES } from '#rules/index'
import type { Facts } from '#rules/index'
import type { Dimension } from './dimensions.ts'
import type { Impact, MovedRisk } from './impact_task.ts'
import { comparedPlaces, measureImpact, movementOf, thousandths } from './measure_impact.ts'
import type { Movement, RatedTwice } from './measure_impact.ts'

/** Many risks rated twice, with all that tells of them. */
export interface RatedRisks extends RatedTwice {
  /** Totals are whole numbers at `10^scale`. */
  readonly scale: number
  readonly decisionsBefore: Uint8Array
  readonly decisionsAfter: Uint8Array
  readonly facts: readonly Facts[]
  /** Where the risks are quotes, their ids in the same order. */
  readonly quoteIds: readonly string[] | null
}

/** How many groups of a dimension are shown: those that move the most. */
const GROUPS = 40

/** Turns what two programs made of many risks into the answer of the API. */
export function presentImpact(rated: RatedRisks, dimensions: readonly Dimension[]): Impact {
  const {
    bands,
    not_compared: notCompared,
    percentiles,
    worst,
    best,
    ...all
  } = measureImpact(rated)
  const places = comparedPlaces(rated)
  const { scale } = rated
  return {
    ...movementText(all, scale),
    same: all.same,
    before: amountText(all.before, scale),
    after: amountText(all.after, scale),
    not_compared: notCompared,
    bands: bands.map(({ from, to, risks }) => ({
      from: from === null ? null : tenthsText(from),
      to: to === null ? null : tenthsText(to),
      risks,
    })),
    percentiles: percentiles.map((each) => ({
      percent: each.percent,
      change_percent: tenthsText(each.thousandths),
    })),
    decisions: decisionsOf(rated),
    dimensions: dimensions.flatMap((dimension) => {
      const groups = groupsOf(rated, places, dimension)
      return groups.length > 1 ? [{ name: dimension.name, title: dimension.title, groups }] : []
    }),
    worst: worst.map((at) => movedRisk(rated, at)),
    best: best.map((at) => movedRisk(rated, at)),
  }
}

function movementText({ risks, more, less, before, after }: Movement, scale: number) {
  const mean = (sum: bigint) => amountText(risks === 0 ? 0n : nearest(sum, BigInt(risks)), scale)
  return {
    ...{ risks, more, less },
    mean_before: mean(before),
    mean_after: mean(after),
    change_percent: before === 0n ? null : tenthsText(thousandths(before, after)),
  }
}

function groupsOf(rated: RatedRisks, places: readonly number[], { groupOf }: Dimension) {
  const groups = new Map<string, number[]>()
  for (const at of places) {
    const facts = rated.facts[at]
    const value = facts && groupOf(facts)
    if (value === null || value === undefined) continue
    const group = groups.get(value)
    if (group) group.push(at)
    else groups.set(value, [at])
  }
  const size = (change: bigint) => (change < 0n ? -change : change)
  return [...groups]
    .map(([value, own]) => ({ value, movement: movementOf(rated, own) }))
    .toSorted((a, b) => {
      const [first, second] = [a, b].map(({ movement: { before, after } }) =>
        size(thousandths(before, after))
      )
      return Number((second ?? 0n) - (first ?? 0n)) || b.movement.risks - a.movement.risks
    })
    .slice(0, GROUPS)
    .map(({ value, movement }) => ({ value, ...movementText(movement, rated.scale) }))
}

function decisionsOf({ decisionsBefore, decisionsAfter }: RatedRisks): Impact['decisions'] {
  const counts = new Map<string, number>()
  for (const [at, code] of decisionsBefore.entries()) {
    const to = decisionsAfter[at] ?? code
    if (code === to) continue
    const key = `${code} ${to}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, risks]) => {
    const [from, to] = key.split(' ').map((code) => DECISION_CODES[Number(code)] ?? 'not rated')
    return { from: from ?? 'not rated', to: to ?? 'not rated', risks }
  })
}

function movedRisk({ before, after, facts, quoteIds, scale }: RatedRisks, at: number): MovedRisk {
  const [old, own] = [BigInt(before[at] ?? 0), BigInt(after[at] ?? 0)]
  return {
    number: quoteIds ? null : at + 1,
    quote_id: quoteIds?.[at] ?? null,
    before: amountText(old, scale),
    after: amountText(own, scale),
    change: amountText(own - old, scale),
    change_percent: old === 0n ? null : tenthsText(thousandths(old, own)),
    facts: quoteIds ? null : (facts[at] ?? null),
  }
}

/** An amount at a scale as text with two digits behind the point, to the nearer cent. */
function amountText(amount: bigint, scale: number): string {
  const cents =
    scale > 2 ? nearest(amount, 10n ** BigInt(scale - 2)) : amount * 10n ** BigInt(2 - scale)
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** Thousandths as per cent with one digit: `-3.4`. */
function tenthsText(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(2, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)}`
}

/** The quotient to the nearer whole number, halves away from zero. */
function nearest(top: bigint, bottom: bigint): bigint {
  return (top * 2n + (top < 0n ? -bottom : bottom)) / (bottom * 2n)
}
