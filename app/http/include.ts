import { Problem } from '#exceptions/problem'

/** Which of the offered parts `?include=a,b` asks for; a part that is not offered is refused. */
export function readInclude<Part extends string>(
  value: unknown,
  offered: readonly Part[]
): ReadonlySet<Part> {
  if (value === undefined || value === '') return new Set()
  const names = typeof value === 'string' ? value.split(',') : []
  const parts = offered.filter((part) => names.includes(part))
  if (names.length > 0 && parts.length === new Set(names).size) return new Set(parts)
  const message = `must be parts among ${offered.join(', ')}, with commas between them`
  throw new Problem(422, 'invalid_parameter', `include ${message}.`, {
    errors: [{ pointer: '', path: 'include', code: 'invalid_parameter', message, help: null }],
  })
}
