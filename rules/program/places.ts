import { positionAt, type Source, type Span } from '../source.ts'
import type { Place } from './program.ts'

/** Turns spans of one source into places; the lines are found once. */
export function placesOf(source: Source): (span: Span) => Place {
  const starts = [0]
  for (const match of source.text.matchAll(/\r\n|\n|\r/g))
    starts.push(match.index + match[0].length)
  return ({ start }) => {
    let [from, to] = [0, starts.length]
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2)
      if ((starts[middle] ?? 0) <= start) from = middle
      else to = middle
    }
    const lineStart = starts[from] ?? 0
    const { column } = positionAt(source.text.slice(lineStart, start), start - lineStart)
    return { line: from + 1, column }
  }
}
