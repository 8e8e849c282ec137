/** An answer in short, without its question; what is given in several parts has them with commas between. */
export function shownValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(shownValue).join(', ')
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, each]) => `${shownValue(each)} ${name}`)
      .join(', ')
  }
  return String(value ?? '').replaceAll('_', ' ')
}
