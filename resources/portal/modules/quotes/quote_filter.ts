import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { Decision, QuoteSummary } from '../../client/types.ts'
import { DECISIONS, decisionWord } from './decisions.ts'

/** What the list is narrowed to; empty means everything. */
export interface QuoteFilter {
  readonly text: string
  readonly decisions: readonly Decision[]
  readonly plans: readonly string[]
}

/** Reads the filter from the page's address; what it doesn't know it leaves out. */
export function readFilter(query: LocationQuery): QuoteFilter {
  const wanted = texts(query.decision)
  return {
    text: texts(query.q)[0]?.trim() ?? '',
    decisions: DECISIONS.filter((decision) => wanted.includes(decision)),
    plans: texts(query.plan),
  }
}

/** The filter as the page's address carries it. */
export function writeFilter(filter: QuoteFilter): LocationQueryRaw {
  return {
    ...(filter.text ? { q: filter.text } : {}),
    ...(filter.decisions.length > 0 ? { decision: [...filter.decisions] } : {}),
    ...(filter.plans.length > 0 ? { plan: [...filter.plans] } : {}),
  }
}

export function isNarrowed(filter: QuoteFilter): boolean {
  return filter.text !== '' || filter.decisions.length > 0 || filter.plans.length > 0
}

/** True when the quote passes every part of the filter; each word of the text must be found in it. */
export function passes(quote: QuoteSummary, filter: QuoteFilter): boolean {
  if (filter.decisions.length > 0 && !filter.decisions.includes(quote.decision)) return false
  if (filter.plans.length > 0 && !filter.plans.includes(quote.plan.name)) return false
  const said = searchable(quote)
  return filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word))
}

/** The list without the item, or with it where it was missing. */
export function toggled<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item]
}

function searchable(quote: QuoteSummary): string {
  const { plan } = quote
  return [
    quote.id,
    plan.title,
    plan.name,
    plan.state,
    plan.version,
    quote.effectiveOn,
    quote.total,
    quote.actor,
    decisionWord(quote.decision),
  ]
    .join(' ')
    .toLowerCase()
}

function texts(value: LocationQuery[string] | undefined): string[] {
  return [value].flat().filter((item): item is string => typeof item === 'string' && item !== '')
}
