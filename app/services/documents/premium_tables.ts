import type { Worksheet } from '#rules/index'
import type { DocumentContent, PremiumTable } from './document_content.ts'
import { wordAmount, wordName, wordPercent } from './wording.ts'

/** A coverage's term as the product words it; undefined where it has no words of its own. */
export type WordTerm = (coverage: string, term: string, value: string) => string | undefined

type Terms = Worksheet['sections'][number]['premiums'][number]['terms']

/** What each insured thing's coverages cost, with their limits and deductibles. */
export function premiumTables(worksheet: Worksheet, wordTerm: WordTerm): readonly PremiumTable[] {
  const { sections, currency } = worksheet
  return sections.map(({ entity, number, premiums, subtotal }) => ({
    title: placeOf(entity, number),
    rows: premiums.map(({ coverage, title: covered, terms, premium }) => ({
      coverage: covered,
      terms: wordTerms(coverage, terms, wordTerm),
      premium: wordAmount(premium, currency),
    })),
    subtotal: wordAmount(subtotal, currency),
  }))
}

/** The discounts that were granted, each once, with what they were granted on. */
export function grantedDiscounts({ sections }: Worksheet): DocumentContent['discounts'] {
  const granted = new Map<string, { percents: Set<string>; places: Set<string> }>()
  for (const { entity, number, premiums } of sections) {
    const place = placeOf(entity, number)
    for (const { lines } of premiums) {
      for (const item of lines.flatMap(({ discounts }) => discounts?.items ?? [])) {
        if (item.status !== 'granted' || item.percent === null) continue
        const known = granted.get(item.title) ?? { percents: new Set(), places: new Set() }
        known.percents.add(wordPercent(item.percent))
        known.places.add(place)
        granted.set(item.title, known)
      }
    }
  }
  return [...granted].map(([title, { percents, places }]) => ({
    title,
    detail: `${[...percents].join(', ')}${places.size < sections.length ? ` (${[...places].join(', ')})` : ''}`,
  }))
}

/** `Vehicle 2`; the policy has no number. */
function placeOf(entity: string, number: number): string {
  return entity === 'policy' ? 'Policy' : `${wordName(entity)} ${number}`
}

function wordTerms(coverage: string | null, terms: Terms, wordTerm: WordTerm): string {
  const worded = terms.map(
    ({ name, value }) => wordTerm(coverage ?? '', name, value) ?? wordName(value)
  )
  return worded.length > 0 ? worded.join(', ') : 'Included'
}
