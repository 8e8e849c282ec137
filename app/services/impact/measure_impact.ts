/** What two programs make of one risk; whole numbers at the scale of the measurement, NaN where a program doesn't rate it. */
export interface RatedTwice {
  readonly before: Float64Array
  readonly after: Float64Array
}

/** How many pay more, less and the same, and the sums of both sides: whole numbers at the scale. */
export interface Movement {
  readonly risks: number
  readonly more: number
  readonly less: number
  readonly same: number
  readonly before: bigint
  readonly after: bigint
}

/** Risks whose total changes: from the first bound on, below the second, in thousandths of the total before. */
export interface ChangeBand {
  readonly from: bigint | null
  readonly to: bigint | null
  readonly risks: number
}

/** What a change of rates does to many risks, of which both programs rate. */
export interface Measurement extends Movement {
  /** Risks that one of the programs does not rate. */
  readonly not_compared: number
  readonly bands: readonly ChangeBand[]
  /** The change that so many per cent of the risks do not exceed, in thousandths of the total before. */
  readonly percentiles: readonly { readonly percent: number; readonly thousandths: bigint }[]
  /** Places of the risks that pay the most more, the worst first, and of those that pay the most less. */
  readonly worst: readonly number[]
  readonly best: readonly number[]
}

/** How wide bands can be, in thousandths, and how many of one width stand on each side of no change. */
const WIDTHS = [5n, 10n, 20n, 50n, 100n, 200n]
const BANDS_EACH_SIDE = 8n
const PERCENTS = [1, 5, 25, 50, 75, 95, 99]
const SHOWN = 10

/** Measures who pays more and who pays less, and by how much. */
export function measureImpact(rated: RatedTwice): Measurement {
  const { before, after } = rated
  const places = comparedPlaces(rated)
  const change = (at: number) => (after[at] ?? 0) - (before[at] ?? 0)
  const percentiles = percentilesOf(rated, places)
  const byChange = places.toSorted((a, b) => change(b) - change(a))
  return {
    ...movementOf(rated, places),
    not_compared: before.length - places.length,
    bands: bandsOf(rated, places, percentiles),
    percentiles,
    worst: byChange.slice(0, SHOWN).filter((at) => change(at) > 0),
    best: byChange
      .slice(-SHOWN)
      .filter((at) => change(at) < 0)
      .toReversed(),
  }
}

/** The places of the risks that both programs rate. */
export function comparedPlaces({ before, after }: RatedTwice): readonly number[] {
  return Array.from(before.keys()).filter(
    (at) => !Number.isNaN(before[at]) && !Number.isNaN(after[at] ?? Number.NaN)
  )
}

/** The movement of the risks at those places. */
export function movementOf({ before, after }: RatedTwice, places: readonly number[]): Movement {
  let [more, less, sumBefore, sumAfter] = [0, 0, 0n, 0n]
  for (const at of places) {
    const [old, own] = [before[at] ?? 0, after[at] ?? 0]
    if (own > old) more += 1
    if (own < old) less += 1
    sumBefore += BigInt(old)
    sumAfter += BigInt(own)
  }
  const same = places.length - more - less
  return { risks: places.length, more, less, same, before: sumBefore, after: sumAfter }
}

/**
 * Bands of the least width that holds all but the outermost hundredths of the risks, from the lowest to the
 * highest that has any, with the two beside no change; who pays the same is in none.
 */
function bandsOf(
  { before, after }: RatedTwice,
  places: readonly number[],
  percentiles: Measurement['percentiles']
): Measurement['bands'] {
  const ends = percentiles.map(({ thousandths: end }) => (end < 0n ? -end : end))
  const furthest = ends.reduce((most, end) => (end > most ? end : most), 0n)
  const width = WIDTHS.find((each) => furthest <= each * BANDS_EACH_SIDE) ?? 500n
  const counts = new Map<bigint, number>([
    [-1n, 0],
    [0n, 0],
  ])
  for (const at of places) {
    const [old, own] = [before[at] ?? 0, after[at] ?? 0]
    if (old === own || old <= 0) continue
    const place = within(
      floorOf((BigInt(own) - BigInt(old)) * 1000n, BigInt(old) * width),
      -BANDS_EACH_SIDE - 1n,
      BANDS_EACH_SIDE
    )
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  const filled = [...counts.keys()]
  const first = filled.reduce((least, place) => (place < least ? place : least))
  const last = filled.reduce((most, place) => (place > most ? place : most))
  return Array.from({ length: Number(last - first) + 1 }, (_, at) => {
    const place = first + BigInt(at)
    return {
      from: place < -BANDS_EACH_SIDE ? null : place * width,
      to: place >= BANDS_EACH_SIDE ? null : (place + 1n) * width,
      risks: counts.get(place) ?? 0,
    }
  })
}

function within(value: bigint, least: bigint, most: bigint): bigint {
  return value < least ? least : value > most ? most : value
}

/** The quotient to the whole number below it; the divisor is positive. */
function floorOf(top: bigint, bottom: bigint): bigint {
  const quotient = top / bottom
  return top < 0n && quotient * bottom !== top ? quotient - 1n : quotient
}

/** A risk that cost nothing before has no percentage. */
function percentilesOf(
  { before, after }: RatedTwice,
  places: readonly number[]
): Measurement['percentiles'] {
  const changes = places
    .filter((at) => (before[at] ?? 0) > 0)
    .map((at) => thousandths(BigInt(before[at] ?? 0), BigInt(after[at] ?? 0)))
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return PERCENTS.map((percent) => ({
    percent,
    thousandths: changes[Math.max(0, Math.ceil((changes.length * percent) / 100) - 1)] ?? 0n,
  }))
}

/** By how many thousandths of `before` an amount changes, to the nearer whole, halves away from zero. */
export function thousandths(before: bigint, after: bigint): bigint {
  if (before === 0n) return 0n
  const doubled = ((after - before) * 2000n) / before
  return (doubled + (doubled < 0n ? -1n : 1n)) / 2n
}
