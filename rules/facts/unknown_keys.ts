import { suggest } from '../diagnostics/suggestion.ts'
import { atKey, type FactPath } from './fact_path.ts'
import type { Findings } from './findings.ts'

/** Reports every own key that is not among the known ones, with the likeliest that was meant. */
export function reportUnknownKeys(
  record: Readonly<Record<string, unknown>>,
  known: readonly string[],
  kind: string,
  place: FactPath,
  findings: Findings
): void {
  const names = new Set(known)
  for (const key of Object.keys(record)) {
    if (names.has(key)) continue
    if (findings.isFull) return
    const meant = suggest(key.slice(0, 100), known)
    const help = meant ? `Did you mean "${meant}"?` : knownNames(known)
    findings.add(atKey(place, key), 'unknown_field', `There is no such ${kind}.`, help)
  }
}

function knownNames(known: readonly string[]): string {
  return known.length === 0 ? 'Nothing can be given here.' : `Known here: ${known.join(', ')}.`
}
