import { hash } from 'node:crypto'
import type { Rated } from '#rules/index'

/** The sha256 of all figures of a rating in lower-case hex; the same facts and program give the same one. */
export function hashRating({ figures }: Rated): string {
  return hash('sha256', figures)
}

/**
 * Whether a rating is the one that was stored under a hash. Versions from before ADR 0025 have the hash of their
 * worksheet's whole text.
 */
export function isHashOf(stored: string, rated: Rated): boolean {
  return stored === hashRating(rated) || stored === hash('sha256', JSON.stringify(rated.worksheet))
}
