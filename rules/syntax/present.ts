/** Leaves out what is absent, as exact optional properties demand. */
export function present<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(parts).filter(([, value]) => value !== undefined)
  // Filtering keeps keys and values together, which Object.fromEntries does not express.
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
