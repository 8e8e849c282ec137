import type { Mend } from '../../../client/mend.ts'

/** The texts after a mend, by file; edits of one file are made from its end on, so that no place moves. */
export function applyMend(
  mend: Mend,
  texts: Readonly<Record<string, string>>
): Readonly<Record<string, string>> {
  const mended: Record<string, string> = {}
  const edits = mend.edits
    .flatMap((edit) => {
      const text = texts[edit.file]
      if (text === undefined) return []
      const { from, to } = edit.range
      return [{ ...edit, start: offsetIn(text, from), end: offsetIn(text, to) }]
    })
    .toSorted((a, b) => b.start - a.start)
  for (const { file, start, end, text } of edits) {
    const before = mended[file] ?? texts[file] ?? ''
    mended[file] = before.slice(0, start) + text + before.slice(end)
  }
  return mended
}

/** Where a place, counted from 1, lies in a text. */
function offsetIn(
  text: string,
  { line, column }: { readonly line: number; readonly column: number }
): number {
  let start = 0
  for (let number = 1; number < line; number++) {
    const [end] = /\r\n|\r|\n/.exec(text.slice(start)) ?? []
    if (end === undefined) return text.length
    start += text.slice(start).indexOf(end) + end.length
  }
  return Math.min(text.length, start + column - 1)
}
