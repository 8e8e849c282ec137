import type { KeyCell } from '../program/program.ts'

/** Texts of one length, from one to another by code units, both included. */
export interface TextBand {
  readonly from: string
  readonly to: string
}

/** The texts that a cell names; null for `not given`, `all else` and numbers. A lone text is a band of one. */
export function textBandOf(cell: KeyCell): TextBand | null {
  if ('is' in cell) return { from: cell.is, to: cell.is }
  return 'fromText' in cell ? { from: cell.fromText, to: cell.toText } : null
}

/** Whether the text is as long as the band's ends and lies between them. */
export function textBandHolds({ from, to }: TextBand, text: string): boolean {
  return text.length === from.length && from <= text && text <= to
}

/** Texts by their length and then by code units: every band is one stretch of this order. */
export function compareTexts(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
