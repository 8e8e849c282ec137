export interface Matched<T> {
  readonly pairs: readonly (readonly [before: T, after: T])[]
  readonly removed: readonly T[]
  readonly added: readonly T[]
}

/** What makes two things the same one; null: nothing does. */
export interface Identity<T> {
  readonly before: (thing: T) => string | null
  readonly after: (thing: T) => string | null
}

/** An identity that is read alike on both sides. */
export function by<T>(key: (thing: T) => string | null): Identity<T> {
  return { before: key, after: key }
}

/**
 * Pairs what is the same on both sides: first by the first identity, what is left by the next, and so
 * on. Of several alike, the first goes with the first. Pairs stand in the order of `before`.
 */
export function match<T>(
  before: readonly T[],
  after: readonly T[],
  identities: readonly Identity<T>[]
): Matched<T> {
  const partners = new Map<T, T>()
  const taken = new Set<T>()
  for (const identity of identities) {
    const waiting = new Map<string, T[]>()
    for (const thing of after) {
      const key = taken.has(thing) ? null : identity.after(thing)
      if (key === null) continue
      const queue = waiting.get(key)
      if (queue) queue.push(thing)
      else waiting.set(key, [thing])
    }
    for (const queue of waiting.values()) queue.reverse()
    for (const thing of before) {
      const key = partners.has(thing) ? null : identity.before(thing)
      const partner = key === null ? undefined : waiting.get(key)?.pop()
      if (partner === undefined) continue
      partners.set(thing, partner)
      taken.add(partner)
    }
  }
  return {
    pairs: before.flatMap((thing) => {
      const partner = partners.get(thing)
      return partner === undefined ? [] : [[thing, partner] as const]
    }),
    removed: before.filter((thing) => !partners.has(thing)),
    added: after.filter((thing) => !taken.has(thing)),
  }
}

/** The pairs that stand in another order than before: as few as explain it. */
export function movedPairs<T>(
  pairs: readonly (readonly [before: T, after: T])[],
  after: readonly T[]
): ReadonlySet<T> {
  const place = new Map(after.map((thing, at) => [thing, at]))
  const places = pairs.map(([, thing]) => place.get(thing) ?? 0)
  const kept = longestAscent(places)
  return new Set(pairs.flatMap(([, thing], at) => (kept.has(at) ? [] : [thing])))
}

/** The indexes of a longest ascending run of such numbers, in `n log n`. */
function longestAscent(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  for (const [at, number] of numbers.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const end = numbers[ends[middle] ?? 0] ?? 0
      if (end < number) low = middle + 1
      else high = middle
    }
    previous.push(ends[low - 1])
    ends[low] = at
  }
  const kept = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) kept.add(at)
  return kept
}
