import { reactive } from 'vue'

const TINT_MS = 2_000

/** Quotes that arrived a moment ago, whose rows are tinted for that long. */
export const arrivals = reactive(new Set<string>())

/** Tints the row of a quote for a moment. */
export function markArrival(id: string): void {
  arrivals.add(id)
  setTimeout(() => arrivals.delete(id), TINT_MS)
}
