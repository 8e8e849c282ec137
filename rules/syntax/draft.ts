import type { Citation, Ident, Title } from './ast.ts'
import { quoted } from './print_expression.ts'

/** A line to be printed, with the place it was read from. */
export interface Draft {
  readonly text: string
  readonly depth: number
  /** Absent for a word with no node of its own: it then stands on the line after the one before. */
  readonly start?: number
  /** Whether an empty line sets it off from what stands above. */
  readonly isApart?: boolean
}

/** The columns that one printed line may fill. */
export const PAGE_WIDTH = 120
export const INDENT = 2

export function titleText(title: Title | undefined): string {
  return title ? quoted(title.text) : ''
}

export function citationText(citation: Citation | undefined): string {
  return citation ? `[${citation.text}]` : ''
}

export function names(idents: readonly Ident[]): string {
  return idents.map((ident) => ident.name).join(', ')
}

/** The parts that are there, with one space between them. */
export function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}
