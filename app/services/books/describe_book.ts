import { DECISION_CODES } from '#rules/index'
import type { RatedBook } from './rate_book.ts'

/** What a program makes of a book. Amounts are whole numbers at the book's scale. */
export interface BookSummary {
  readonly risks: number
  readonly decisions: Readonly<Record<string, number>>
  /** How many risks only exact arithmetic could rate. */
  readonly exact: number
  readonly premium: bigint
  readonly mean: bigint
  /** The total that so many per cent of the rated risks do not exceed. */
  readonly percentiles: readonly { readonly percent: number; readonly total: bigint }[]
}

/** How a book's risks fare under one program against another; risks that both rate. */
export interface Impact {
  readonly risks: number
  readonly before: bigint
  readonly after: bigint
  readonly winners: number
  readonly losers: number
  readonly unchanged: number
  /** Risks by how much their total changes, in per cent: from the first bound, below the second. */
  readonly bands: readonly {
    readonly from: number | null
    readonly to: number | null
    readonly risks: number
  }[]
  /** Tenths of the risks by what they paid before, the cheapest first. */
  readonly deciles: readonly {
    readonly risks: number
    readonly before: bigint
    readonly after: bigint
    readonly winners: number
    readonly losers: number
  }[]
  /** Risks whose decision changes, as `accept to decline`. */
  readonly decisions: Readonly<Record<string, number>>
}

const PERCENTS = [1, 10, 25, 50, 75, 90, 99]
const BOUNDS = [-20, -10, -5, -1, 0, 1, 5, 10, 20]

/** Sums a rated book up. */
export function summariseBook({ decisions, totals, exact }: RatedBook): BookSummary {
  const sorted = totals.filter((total) => !Number.isNaN(total)).toSorted()
  const premium = sumOf(sorted)
  const at = (percent: number) =>
    sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? 0
  return {
    risks: totals.length,
    decisions: counted(Array.from(decisions, nameOf)),
    exact,
    premium,
    mean: sorted.length === 0 ? 0n : rounded(premium, BigInt(sorted.length)),
    percentiles: PERCENTS.map((percent) => ({ percent, total: BigInt(at(percent)) })),
  }
}

/** Compares what two programs make of the same risks. */
export function compareBooks(before: RatedBook, after: RatedBook): Impact {
  const pairs: Pair[] = []
  for (const [at, old] of before.totals.entries()) {
    const own = after.totals[at] ?? Number.NaN
    if (!Number.isNaN(old) && !Number.isNaN(own)) pairs.push({ before: old, after: own })
  }
  const byPrice = pairs.toSorted((a, b) => a.before - b.before)
  const changed = Array.from(before.decisions, (code, at) => ({
    code,
    to: after.decisions[at] ?? 0,
  }))
  return {
    risks: pairs.length,
    ...movedOf(pairs),
    unchanged: pairs.filter((pair) => pair.before === pair.after).length,
    bands: bandsOf(pairs),
    deciles: Array.from({ length: 10 }, (_, tenth) => {
      const from = Math.floor((byPrice.length * tenth) / 10)
      const to = Math.floor((byPrice.length * (tenth + 1)) / 10)
      return { risks: to - from, ...movedOf(byPrice.slice(from, to)) }
    }),
    decisions: counted(
      changed
        .filter(({ code, to }) => code !== to)
        .map(({ code, to }) => `${nameOf(code)} to ${nameOf(to)}`)
    ),
  }
}

interface Pair {
  readonly before: number
  readonly after: number
}

function movedOf(pairs: readonly Pair[]) {
  return {
    before: sumOf(pairs.map(({ before }) => before)),
    after: sumOf(pairs.map(({ after }) => after)),
    winners: pairs.filter(({ before, after }) => after < before).length,
    losers: pairs.filter(({ before, after }) => after > before).length,
  }
}

/** No change stands between the bands: a band that begins at 0 begins above it. */
function bandsOf(pairs: readonly Pair[]): Impact['bands'] {
  const moved = pairs.filter(({ before, after }) => before !== after)
  const counts = new Array<number>(BOUNDS.length + 1).fill(0)
  for (const { before, after } of moved) {
    const place = BOUNDS.filter((bound) => (after - before) * 100 >= bound * before).length
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts.map((risks, at) => ({
    from: BOUNDS[at - 1] ?? null,
    to: BOUNDS[at] ?? null,
    risks,
  }))
}

function nameOf(code: number): string {
  return DECISION_CODES[code] ?? 'not rated'
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** Whole numbers add up exactly in doubles far beyond any book; in bigints, however large it is. */
function sumOf(totals: Iterable<number>): bigint {
  let [sum, part] = [0n, 0]
  for (const total of totals) {
    part += total
    if (Math.abs(part) > 2 ** 52) [sum, part] = [sum + BigInt(part), 0]
  }
  return sum + BigInt(part)
}

/** The quotient to the nearer whole number, half up. */
function rounded(top: bigint, bottom: bigint): bigint {
  return (top * 2n + bottom) / (bottom * 2n)
}
