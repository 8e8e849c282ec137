import { formatExact } from '../money/format_decimal.ts'
import {
  compareCuts,
  someNumberIn,
  stretchOf,
  stretchOfBounds,
  type Cut,
  type Stretch,
} from './cuts.ts'
import { ANY, boundsOf } from './domain.ts'
import type { TableRow } from './model.ts'
import { chosen, isExhausted, NOWHERE, type Class, type Proving } from './proving.ts'

interface Band {
  readonly row: TableRow
  readonly stretch: Stretch
}

/** The classes of a key in bands: the values of its domain one by one, or as the ends of the bands cut it. */
export function bandClasses(
  at: number,
  rows: readonly TableRow[],
  otherwise: readonly TableRow[],
  proving: Proving
): readonly Class[] {
  const key = proving.table.keys[at]?.name ?? ''
  const domain = proving.keys[at]?.domain ?? ANY
  const { low, high, whole } = boundsOf(domain)
  const bands: Band[] = []
  for (const row of rows) {
    const cell = row.keys[at]
    const stretch = cell ? stretchOf(cell, whole) : null
    if (stretch) bands.push({ row, stretch })
  }
  if (domain.kind === 'set') {
    proving.cellsLeft -= domain.values.length * bands.length
    if (isExhausted(proving)) return []
    return domain.values.map((value) => {
      const taken = bands.filter(({ stretch }) => holds(stretch, { at: value, after: false }))
      return {
        name: () => ({ key, text: formatExact(value, 0), isNumber: true }),
        rows: chosen(
          taken.map(({ row }) => row),
          otherwise
        ),
        between: NOWHERE,
      }
    })
  }
  return segments(bands, stretchOfBounds(low, high, whole), proving).map(({ stretch, taken }) => ({
    name: () => ({ key, text: formatExact(someNumberIn(stretch, whole), 0), isNumber: true }),
    rows: chosen(taken, otherwise),
    between: () => neighbours(stretch, bands),
  }))
}

/** The domain cut at every end of a band, each piece with the bands that hold it. */
function segments(
  bands: readonly Band[],
  domain: Stretch,
  proving: Proving
): readonly { readonly stretch: Stretch; readonly taken: readonly TableRow[] }[] {
  const inside = bands
    .flatMap(({ stretch: { low, high } }) => [low, high])
    .filter((cut) => cut !== null)
    .filter((cut) => !domain.low || compareCuts(cut, domain.low) > 0)
    .filter((cut) => !domain.high || compareCuts(cut, domain.high) < 0)
    .toSorted(compareCuts)
    .filter((cut, at, all) => at === 0 || compareCuts(cut, all[at - 1] ?? cut) !== 0)
  const starts: readonly (Cut | null)[] = [domain.low, ...inside]
  const pieces = starts.map((low, at) => ({
    stretch: { low, high: inside[at] ?? domain.high },
    taken: new Array<TableRow>(),
  }))
  for (const { row, stretch } of bands) {
    const from = stretch.low ? firstAtLeast(starts, stretch.low) : 0
    for (let at = from; at < pieces.length; at++) {
      const piece = pieces[at]
      if (!piece) break
      const { low } = piece.stretch
      proving.cellsLeft -= 1
      if (isExhausted(proving) || (stretch.high && low && compareCuts(low, stretch.high) >= 0))
        break
      piece.taken.push(row)
    }
  }
  return pieces
}

/** The first piece that begins at or behind the cut; the first piece of an open domain begins before all. */
function firstAtLeast(lows: readonly (Cut | null)[], cut: Cut): number {
  let [from, to] = [0, lows.length]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const low = lows[middle]
    if (low && compareCuts(low, cut) >= 0) to = middle
    else from = middle + 1
  }
  return from
}

function holds({ low, high }: Stretch, point: Cut): boolean {
  return (!low || compareCuts(low, point) <= 0) && (!high || compareCuts(high, point) > 0)
}

/** The band that ends nearest below a gap and the one that begins nearest above it. */
function neighbours(gap: Stretch, bands: readonly Band[]): readonly TableRow[] {
  let below: (Band & { readonly cut: Cut }) | null = null
  let above: (Band & { readonly cut: Cut }) | null = null
  for (const band of bands) {
    const { low, high } = band.stretch
    if (
      high &&
      gap.low &&
      compareCuts(high, gap.low) <= 0 &&
      (!below || compareCuts(high, below.cut) > 0)
    ) {
      below = { ...band, cut: high }
    }
    if (
      low &&
      gap.high &&
      compareCuts(low, gap.high) >= 0 &&
      (!above || compareCuts(low, above.cut) < 0)
    ) {
      above = { ...band, cut: low }
    }
  }
  return [below, above].flatMap((band) => (band ? [band.row] : []))
}
