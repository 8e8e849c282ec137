import { positionAt, type Source, type Span } from '../source.ts'
import type { Place } from './program.ts'

/** A countrywide plan that another extends, by the name that places in it carry. */
export interface InheritedSource {
  readonly name: string
  readonly source: Source
}

/** Turns spans into places; those of the inherited source say so. The lines are found once. */
export function placesOf(plan: Source, inherited?: InheritedSource): (span: Span) => Place {
  const own = placesIn(plan)
  if (!inherited) return own
  const other = placesIn(inherited.source)
  return (span) =>
    span.source === inherited.source.name ? { ...other(span), source: inherited.name } : own(span)
}

function placesIn({ text }: Source): (span: Span) => Place {
  const starts = [0]
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length)
  return ({ start }) => {
    let [from, to] = [0, starts.length]
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2)
      if ((starts[middle] ?? 0) <= start) from = middle
      else to = middle
    }
    const lineStart = starts[from] ?? 0
    const { column } = positionAt(text.slice(lineStart, start), start - lineStart)
    return { line: from + 1, column }
  }
}
