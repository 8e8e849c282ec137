import type { TextBand } from '../rating/text_band.ts'

/** Of bands of texts, one text at least of each stretch between two of their ends that a band covers. */
export function textsOfEachStretch(bands: readonly TextBand[]): ReadonlySet<string> {
  return new Set(bands.flatMap(({ from, to }) => [from, ...following(to)]))
}

/** The next text of that length by code units; none behind the last code unit. */
function following(text: string): readonly string[] {
  const last = text.charCodeAt(text.length - 1)
  return last < 0xffff ? [text.slice(0, -1) + String.fromCharCode(last + 1)] : []
}
