import { cellWords } from '../compare/words.ts'
import type { Program, TableProgram } from '../program/program.ts'
import { listed, plainName } from './prose.ts'

const FIRST_ROWS = 3

/** Each table by its name, with what it is looked up by, its size and its first rows. */
export function tablePages(program: Program, isException: (table: TableProgram) => boolean) {
  return program.tables.flatMap((table, at): readonly string[] => {
    const { keys, columns, rows, file } = table
    const isMatrix = rows.some(({ column }) => column !== null)
    const values = isMatrix ? ['value'] : columns.map(({ name }) => name)
    const names = [...keys.map(({ name }) => name), ...values]
    const shown = rows.slice(0, FIRST_ROWS)
    const size = rows.length === 1 ? '1 row' : `${rows.length} rows`
    const where = file === null ? 'in the plan' : `in \`${file}\``
    const state = isException(table) ? ` *(${program.plan.state})*` : ''
    return [
      `### Table ${at + 1}. ${capital(plainName(table.name))}${state}`,
      `By ${listed(keys.map(({ name }) => plainName(name)))}: ${size}, ${where}${
        rows.length > shown.length ? `, of which the first ${shown.length} are` : ''
      }`,
      [
        row(names.map(plainName)),
        row(names.map(() => '---')),
        ...shown.map(({ keys: cells, values: given }) => row([...cells.map(cellWords), ...given])),
      ].join('\n'),
    ]
  })
}

/** A text with its first letter as a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
