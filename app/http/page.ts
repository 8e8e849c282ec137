import { Problem } from '#exceptions/problem'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 200

/** How many rows a page has: 50 unless the request says otherwise. */
export function readLimit(value: unknown): number {
  if (value === undefined) return DEFAULT_LIMIT
  const limit = Number(value)
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit
  throw wrongParameter('limit', `must be a whole number from 1 to ${MAX_LIMIT}`)
}

/** Where the page begins; undefined for the first one. */
export function readCursor(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string' && /^\d{1,18}$/.test(value)) return value
  throw wrongParameter('cursor', 'must be the next_cursor of a page before')
}

function wrongParameter(path: string, message: string): Problem {
  return new Problem(422, 'invalid_parameter', `${path} ${message}.`, {
    errors: [{ pointer: '', path, code: 'invalid_parameter', message, help: null }],
  })
}
