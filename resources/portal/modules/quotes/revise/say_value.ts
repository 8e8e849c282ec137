import type { FieldShape } from '../../../client/types.ts'

/** An answer in the words of the form: `6 months`, `driver 1`, `yes`. */
export function sayValue(type: FieldShape['type'], value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = String(value)
  if (type.kind === 'months') return `${text} months`
  if (type.kind === 'entity') return `${type.entity.replaceAll('_', ' ')} ${text}`
  return type.kind === 'choice' ? text.replaceAll('_', ' ') : text
}
