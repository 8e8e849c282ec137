/** A named text handed to the compiler; the name is what diagnostics print before line and column. */
export interface Source {
  readonly name: string
  readonly text: string
}

/** A half-open range of UTF-16 offsets into the text of one source. */
export interface Span {
  readonly source: string
  readonly start: number
  readonly end: number
}

/** A position as people count it: line and column both start at 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Turns an offset into line and column; LF, CRLF and a lone CR each end a line. */
export function positionAt(text: string, offset: number): Position {
  let line = 1
  let lineStart = 0
  const end = Math.min(offset, text.length)
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    const isCrBeforeLf = code === 13 && text.charCodeAt(i + 1) === 10
    if (code === 10 || (code === 13 && !isCrBeforeLf)) {
      line += 1
      lineStart = i + 1
    }
  }
  return { line, column: end - lineStart + 1 }
}
