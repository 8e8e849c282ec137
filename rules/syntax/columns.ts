const GAP = 2
/** A cell beyond this width pushes its own line only, where it is far wider than the others. */
const WIDEST = 44
const FAR = 8

/**
 * Sets rows of cells in columns, two spaces apart; an empty cell leaves its column blank. Only cells
 * that others follow decide how wide a column is.
 */
export function alignColumns(
  rows: readonly (readonly string[])[],
  rightAligned: ReadonlySet<number> = new Set()
): readonly string[] {
  const widths = columnWidths(rows)
  const starts: number[] = [0]
  const columns = Math.max(0, ...rows.map((row) => row.length))
  for (let column = 0; column < columns; column++) {
    const width = widths[column] ?? 0
    starts.push((starts[column] ?? 0) + (width === 0 ? 0 : width + GAP))
  }
  return rows.map((row) => alignRow(row, starts, widths, rightAligned))
}

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const lengths: number[][] = []
  for (const row of rows) {
    const last = row.findLastIndex((cell) => cell !== '')
    row.forEach((cell, column) => {
      if (column < last && cell !== '') (lengths[column] ??= []).push(cell.length)
    })
  }
  return Array.from(lengths, (found = []) => {
    let width = 0
    for (const length of found.toSorted((a, b) => a - b)) {
      if (length <= WIDEST || width === 0 || length <= width + FAR) width = length
    }
    return width
  })
}

function alignRow(
  row: readonly string[],
  starts: readonly number[],
  widths: readonly number[],
  rightAligned: ReadonlySet<number>
): string {
  let text = ''
  row.forEach((cell, column) => {
    if (cell === '') return
    const start = starts[column] ?? 0
    const padded = rightAligned.has(column) ? cell.padStart(widths[column] ?? 0) : cell
    text = text === '' ? padded : text.padEnd(Math.max(start, text.length + GAP)) + padded
  })
  return text
}

/**
 * Breaks a list into lines of about equal length, as few as `width` allows; each line but the last
 * ends with its comma.
 */
export function wrapList(
  parts: readonly string[],
  firstColumn: number,
  width: number
): readonly string[] {
  const room = width - firstColumn
  const fewest = fillLines(parts, room)
  let low = 0
  let high = room
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (fillLines(parts, middle).length <= fewest.length) high = middle
    else low = middle + 1
  }
  return fillLines(parts, high)
}

function fillLines(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  parts.forEach((part, index) => {
    const piece = index < parts.length - 1 ? `${part},` : part
    if (line !== '' && line.length + 1 + piece.length > width) {
      lines.push(line)
      line = piece
    } else {
      line = line === '' ? piece : `${line} ${piece}`
    }
  })
  return [...lines, line]
}
