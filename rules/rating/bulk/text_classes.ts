import type { KeyCell } from '../../program/program.ts'
import type { Key } from '../cell.ts'
import { compareTexts, textBandOf } from '../text_band.ts'

/** The class of what is not given, for every kind of key. */
export const NOT_GIVEN_CLASS = 0

const LAST_UNIT = 0xffff

/** The ends of the bands of a key column, in order, each once. */
export function textEnds(cells: readonly KeyCell[]): readonly string[] {
  const ends = new Set<string>()
  for (const cell of cells) {
    const band = textBandOf(cell)
    if (band) ends.add(band.from).add(band.to)
  }
  return [...ends].toSorted(compareTexts)
}

/** The class of a text: an odd one lies between two ends, an even one is an end. */
export function textClassOf(text: string, ends: readonly string[]): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareTexts(ends[middle] ?? '', text) <= 0) low = middle + 1
    else high = middle
  }
  return 1 + 2 * low - (ends[low - 1] === text ? 1 : 0)
}

/** One key for each class, beginning with that of what is not given. */
export function textBandKeys(ends: readonly string[]): readonly Key[] {
  return [null, '', ...ends.flatMap((end) => [end, next(end)])]
}

/** The next text of the same length; after the last there is none, and its class has no text. */
function next(text: string): string {
  for (let at = text.length - 1; at >= 0; at--) {
    const unit = text.charCodeAt(at)
    if (unit === LAST_UNIT) continue
    const rest = '\u0000'.repeat(text.length - 1 - at)
    return text.slice(0, at) + String.fromCharCode(unit + 1) + rest
  }
  return `${text}\u0000`
}
