import { Problem } from '#exceptions/problem'
import type { QuoteFilter } from '#services/quotes/list_quotes'
import type { QuoteStatus } from '#services/quotes/life/moves'

/** The statuses that a listed quote may have; drafts are listed by themselves. */
export const LISTED_STATUSES: readonly Exclude<QuoteStatus, 'draft'>[] = [
  ...(['quoted', 'referred', 'approved', 'declined', 'bound', 'expired', 'withdrawn'] as const),
]

/** What a list of quotes is asked for, or a thrown problem that names the parameter that is wrong. */
export function readQuoteFilter(query: Readonly<Record<string, unknown>>): QuoteFilter {
  return {
    statuses: readStatuses(query.status),
    state: matching('state', query.state, /^[A-Z]{2}$/, 'must be two capital letters'),
    plan: matching('plan', query.plan, /^\w{1,64}$/, 'must be the name of a plan'),
    effectiveFrom: readDate('effective_from', query.effective_from),
    effectiveTo: readDate('effective_to', query.effective_to),
    createdFrom: readDate('created_from', query.created_from),
    createdTo: readDate('created_to', query.created_to),
    search: matching('search', query.search, /^.{2,120}$/u, 'must have 2 to 120 characters'),
  }
}

function readStatuses(value: unknown): readonly QuoteStatus[] | undefined {
  if (value === undefined) return undefined
  const names = typeof value === 'string' ? value.split(',') : []
  const statuses = LISTED_STATUSES.filter((status) => names.includes(status))
  if (names.length > 0 && statuses.length === new Set(names).size) return statuses
  throw wrong('status', `must be some of ${LISTED_STATUSES.join(', ')}, with commas between them`)
}

function readDate(name: string, value: unknown): string | undefined {
  const text = matching(name, value, /^\d{4}-\d{2}-\d{2}$/, DATE)
  if (text === undefined) return undefined
  const date = new Date(`${text}T00:00:00Z`)
  const isDate = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  if (isDate && !text.startsWith('0000')) return text
  throw wrong(name, DATE)
}

const DATE = 'must be a date, written YYYY-MM-DD'

function matching(
  name: string,
  value: unknown,
  pattern: RegExp,
  message: string
): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string' && pattern.test(value)) return value
  throw wrong(name, message)
}

function wrong(path: string, message: string): Problem {
  return new Problem(422, 'invalid_parameter', `${path} ${message}.`, {
    errors: [{ pointer: '', path, code: 'invalid_parameter', message, help: null }],
  })
}
