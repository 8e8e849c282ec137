import type { TableDecl } from './ast.ts'
import type { Draft } from './draft.ts'

type Row = NonNullable<TableDecl['rows']>[number]

/** The rows of a table, their bars below each other and columns of numbers set to the right. */
export function draftRows(rows: readonly Row[]): readonly Draft[] {
  const widths: number[] = []
  const isNumeric: boolean[] = []
  rows.forEach((row, index) => {
    row.cells.forEach(({ text }, column) => {
      widths[column] = Math.max(widths[column] ?? 0, text.length)
      // The first row may be the heads of a matrix.
      if (index > 0) isNumeric[column] = (isNumeric[column] ?? true) && isNumber(text)
    })
  })
  return rows.map((row) => {
    const cells = row.cells.map(({ text }, column) => {
      const width = widths[column] ?? 0
      return column > 0 && isNumeric[column] ? text.padStart(width) : text.padEnd(width)
    })
    // An empty first cell is not padded: the line would be indented deeper than its block.
    if (row.cells[0]?.text === '') cells[0] = ''
    return { text: cells.join(' | ').trim(), depth: 1, start: row.span.start }
  })
}

function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?( ?%)?$/.test(text)
}
