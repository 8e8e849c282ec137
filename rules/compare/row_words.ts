import type { KeyCell, TableProgram } from '../program/program.ts'
import { plainNumber } from './meaning.ts'
import { cellWords } from './words.ts'

export type Row = TableProgram['rows'][number]

/** A row by its keys: `age 21 to 24, single, BI`. */
export function rowWords(keys: TableProgram['keys'], row: Row): string {
  return row.keys.map((cell, at) => namedCell(keys[at], cell)).join(', ')
}

/** A key cell; a number, a band or a word of the language has the key's name before it. */
export function namedCell(key: TableProgram['keys'][number] | undefined, cell: KeyCell): string {
  const words = cellWords(cell)
  const needsName = key?.kind === 'band' || !('is' in cell) || /^-?\d/.test(words)
  return needsName && key ? `${key.name} ${words}` : words
}

/** What makes two rows the same: their keys as values, whatever their digits. */
export function rowIdentity(row: Row): string {
  return JSON.stringify(
    row.keys.map((cell) =>
      'includesTo' in cell
        ? [
            cell.from === undefined ? null : plainNumber(cell.from),
            cell.excludesFrom ?? false,
            cell.to === undefined ? null : plainNumber(cell.to),
            cell.includesTo,
          ]
        : cell
    )
  )
}
