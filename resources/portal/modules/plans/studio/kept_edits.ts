/** Texts that were edited and not saved, kept by this browser until they are. */
export interface KeptEdits {
  /** The version's tag when the first of them was typed. */
  readonly etag: string | null
  readonly texts: Readonly<Record<string, string>>
}

const keyOf = (plan: string, number: number) => `ratewright studio ${plan} ${number}`

/** Keeps edits of a draft; a browser that is full or forbids it keeps none, and says so by `false`. */
export function keepEdits(plan: string, number: number, edits: KeptEdits): boolean {
  try {
    localStorage.setItem(keyOf(plan, number), JSON.stringify(edits))
    return true
  } catch {
    return false
  }
}

/** The edits that were kept of a draft; null where there are none. */
export function keptEdits(plan: string, number: number): KeptEdits | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(plan, number)) ?? 'null')
    // `keepEdits` alone writes under this key.
    return kept as KeptEdits | null
  } catch {
    return null
  }
}

/** Lets go of what was kept of a draft, since it is saved. */
export function forgetEdits(plan: string, number: number): void {
  try {
    localStorage.removeItem(keyOf(plan, number))
  } catch {
    // What can't be kept can't be forgotten either.
  }
}
