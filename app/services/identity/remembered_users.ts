/** How long a token that was found good is taken without another look. */
const MAX_AGE_MS = 500

const MOST = 1000

interface Entry<User> {
  readonly user: User
  readonly askedAt: number
}

/**
 * Who the bearer of each header is, for half a second from when the database was asked; a header that was refused is
 * not remembered. Together with the rows that are remembered as long, a revoked token ends within a second.
 */
export class RememberedUsers<User> {
  readonly #entries = new Map<string, Entry<User>>()

  get(header: string): User | undefined {
    const entry = this.#entries.get(header)
    if (!entry) return undefined
    if (performance.now() - entry.askedAt <= MAX_AGE_MS) return entry.user
    this.#entries.delete(header)
    return undefined
  }

  /** `askedAt`: the reading of `performance.now()` before the database was asked. */
  set(header: string, user: User, askedAt: number): void {
    this.#entries.set(header, { user, askedAt })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest)
  }
}
