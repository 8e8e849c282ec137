import { Problem } from '#exceptions/problem'

/** A parameter that counts from 1, or a thrown problem that names it. */
export function readCount(name: string, value: unknown): number {
  if (typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value)) return Number(value)
  const message = 'must be a whole number from 1 on'
  throw new Problem(422, 'invalid_parameter', `${name} ${message}.`, {
    errors: [{ pointer: '', path: name, code: 'invalid_parameter', message, help: null }],
  })
}
