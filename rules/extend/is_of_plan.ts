import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { inheritedName } from './inherited_files.ts'

/** Warnings of what is stated and has no use: of an inherited statement they are no news. */
const NOT_USED: ReadonlySet<string> = new Set([
  ...['RATE212', 'RATE213', 'RATE214', 'RATE332', 'RATE333', 'RATE334'],
])

/** Whether a finding concerns the plan: what a countrywide plan has for other states does not. */
export function isOfPlan({ code, span }: Diagnostic, source: string, base: string): boolean {
  const isInherited = span.source === source || span.source.startsWith(inheritedName(base, ''))
  return !isInherited || !NOT_USED.has(code)
}
