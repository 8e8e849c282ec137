import type { RoundingMode } from '../program/program.ts'
import type { Span } from '../source.ts'
import type { Citation } from '../syntax/ast.ts'

/** What a manual's sentences are written with. */
export interface Reading {
  readonly rounding: RoundingMode
  /** The state, and the source of its plan, where the plan extends a countrywide one. */
  readonly exception: { readonly state: string; readonly source: string } | null
}

/** A sentence with its citation, and with the state's name where it is an exception to the countrywide plan. */
export function marked(
  sentence: string,
  item: { readonly span: Span; readonly citation?: Citation },
  { exception }: Reading
): string {
  const cited = 'citation' in item && item.citation ? ` [${item.citation.text}]` : ''
  const isException = exception !== null && item.span.source === exception.source
  return `${sentence}${cited}${isException ? ` *(${exception.state})*` : ''}`
}
