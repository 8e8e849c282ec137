/** The place of the first answer that differs between two facts, as a JSON pointer; null where none does. */
export function firstDifference(one: unknown, other: unknown, pointer = ''): string | null {
  if (one === other) return null
  if (!isParts(one) || !isParts(other)) return pointer
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  for (const key of keys) {
    const found = firstDifference(one[key], other[key], `${pointer}/${key}`)
    if (found !== null) return found
  }
  return null
}

/** A list is its entries by their numbers. */
function isParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
