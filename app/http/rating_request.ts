import type { Transaction } from '#services/plans/find_plan_in_force'
import { Problem } from '#exceptions/problem'
import type { ProblemItem } from '#exceptions/problem'

/** What a rating needs: which plan, on which clock, and the facts, not yet judged. */
export interface RatingRequest {
  readonly plan: string
  readonly transaction: Transaction
  readonly facts: unknown
}

const KNOWN = ['plan', 'transaction', 'facts']

/** The request inside a body, or a thrown problem that points at each field that is wrong. */
export function readRatingRequest(body: unknown): RatingRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid([
      item('', 'wrong_type', 'must be an object', 'Send {"plan": "…", "facts": {…}}.'),
    ])
  }
  const errors: ProblemItem[] = Object.keys(body)
    .filter((name) => !KNOWN.includes(name))
    .map((name) =>
      item(
        `/${escape(name)}`,
        'unknown_field',
        'is not a field of this request',
        `One of ${KNOWN.join(', ')}.`
      )
    )
  const { plan, transaction = 'new_business', facts } = body as Readonly<Record<string, unknown>>
  if (plan === undefined)
    errors.push(item('/plan', 'required', 'is missing', 'The name of a plan.'))
  else if (typeof plan !== 'string') errors.push(item('/plan', 'wrong_type', 'must be text', null))
  if (transaction !== 'new_business' && transaction !== 'renewal') {
    errors.push(
      item(
        '/transaction',
        'not_a_choice',
        'is not a kind of transaction',
        'One of new_business, renewal.'
      )
    )
  }
  if (facts === undefined)
    errors.push(item('/facts', 'required', 'is missing', 'The facts of the risk.'))
  if (errors.length > 0 || typeof plan !== 'string') throw invalid(errors)
  return { plan, transaction: transaction === 'renewal' ? 'renewal' : 'new_business', facts }
}

/** A rating request that may ask, by `assume`, for what is missing to be taken from the stated assumptions. */
export function readQuoteRequest(body: unknown): RatingRequest & { readonly assume: boolean } {
  const { assume, rest } = splitAssume(body)
  return { ...readRatingRequest(rest), assume }
}

function splitAssume(body: unknown): { readonly assume: boolean; readonly rest: unknown } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { assume: false, rest: body }
  }
  const { assume = false, ...rest } = body as Readonly<Record<string, unknown>>
  if (typeof assume !== 'boolean') {
    throw invalid([item('/assume', 'wrong_type', 'must be true or false', null)])
  }
  return { assume, rest }
}

/** New facts for a quote that there is, and whether they are approved at once: the plan stays. Shape and problems as of a rating request. */
export function readRevision(body: unknown): {
  readonly facts: unknown
  readonly transaction: Transaction
  readonly reason: string | null
  readonly assume: boolean
  readonly approve: boolean
} {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid([item('', 'wrong_type', 'must be an object', 'Send {"facts": {…}}.')])
  }
  const { reason, approve = false, ...others } = body as Readonly<Record<string, unknown>>
  const { assume, rest } = splitAssume(others)
  if (reason !== undefined && (typeof reason !== 'string' || reason.length > 2000)) {
    throw invalid([item('/reason', 'wrong_type', 'must be text of at most 2000 characters', null)])
  }
  if (typeof approve !== 'boolean') {
    throw invalid([item('/approve', 'wrong_type', 'must be true or false', null)])
  }
  if (Object.hasOwn(others, 'plan')) {
    throw invalid([item('/plan', 'unknown_field', 'stays as it is', 'Make a new quote instead.')])
  }
  const { facts, transaction } = readRatingRequest({ ...(rest as object), plan: '' })
  return { facts, transaction, reason: reason ?? null, assume, approve }
}

function invalid(errors: readonly ProblemItem[]): Problem {
  return new Problem(422, 'invalid_request', 'Some fields of the request are missing or wrong.', {
    errors,
  })
}

function item(pointer: string, code: string, message: string, help: string | null): ProblemItem {
  return { pointer, path: pointer.slice(1), code, message, help }
}

function escape(name: string): string {
  return name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')
}
