import type { Source } from '../source.ts'
import type { Diagnostic } from './diagnostic.ts'

/** A source after its mends, and how many there were. */
export interface MendedSource {
  readonly text: string
  readonly mended: number
}

/**
 * Makes every mend of a source that is without doubt; of two that overlap, the first in the text. What is left is
 * found by checking anew, since a mended line may show what stood behind its mistake.
 */
export function mendSource(source: Source, diagnostics: readonly Diagnostic[]): MendedSource {
  const edits = diagnostics
    .flatMap(({ span, instead }) => (instead === undefined ? [] : [{ ...span, instead }]))
    .filter((edit) => edit.source === source.name)
    .toSorted((a, b) => a.start - b.start)
  const parts: string[] = []
  let at = 0
  let mended = 0
  for (const { start, end, instead } of edits) {
    if (start < at) continue
    parts.push(source.text.slice(at, start), instead)
    at = end
    mended += 1
  }
  return { text: `${parts.join('')}${source.text.slice(at)}`, mended }
}
