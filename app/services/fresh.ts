interface Entry<Value> {
  readonly value: Promise<Value>
  readonly loadedAt: number
}

/**
 * Remembers what was loaded for a short while, so that many requests at once load it once. Whoever
 * uses it states by `maxAgeMs` how late a change made elsewhere may be seen.
 */
export class Fresh<Value> {
  readonly #entries = new Map<string, Entry<Value>>()

  constructor(
    private readonly maxAgeMs: number,
    private readonly maxEntries = 1000
  ) {}

  /** Forgets everything: whoever asks next gets what is there then. */
  clear(): void {
    this.#entries.clear()
  }

  /** The value under the key: loaded now, or at most `maxAgeMs` ago. A failure is not remembered. */
  get(key: string, load: () => Promise<Value>): Promise<Value> {
    const now = performance.now()
    const entry = this.#entries.get(key)
    if (entry && now - entry.loadedAt <= this.maxAgeMs) return entry.value
    const value = load()
    this.#entries.delete(key)
    this.#entries.set(key, { value, loadedAt: now })
    value.catch(() => this.#entries.delete(key))
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > this.maxEntries && oldest !== undefined) this.#entries.delete(oldest)
    return value
  }
}
