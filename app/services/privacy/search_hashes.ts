import { createHmac } from 'node:crypto'
import type { PrivateValue } from './private_facts.ts'
import { applicationKey } from './quote_key.ts'

/** Half of a SHA-256: enough that two values never meet, and half the index. */
const BYTES = 16

/**
 * What private values are found by: the keyed hash of each value, and of each word of a text, without
 * regard to case, accents and signs. The same person searched for later gives the same hash; without
 * the application's key nobody can try values against it.
 */
export function searchHashes(values: readonly PrivateValue[]): readonly Buffer[] {
  const terms = new Set<string>()
  for (const { field, value } of values) {
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const term = normalised(String(value))
    terms.add(term)
    if (field.type.kind === 'text') for (const word of term.split(' ')) terms.add(word)
  }
  terms.delete('')
  return [...terms].map(hashOf)
}

/** By which a text is found: as a whole, and each of its words. */
export function wordHashes(text: string): readonly Buffer[] {
  const term = normalised(text)
  return [...new Set([term, ...term.split(' ')])].filter((each) => each !== '').map(hashOf)
}

/** What someone typed, as quotes are searched for it: one value as a whole, or all its words. */
export interface SoughtHashes {
  readonly whole: Buffer
  /** The longest first: fewer people have it in common. */
  readonly words: readonly Buffer[]
}

/** The hashes of what someone typed; undefined where nothing in it could be found. */
export function soughtHashes(text: string): SoughtHashes | undefined {
  const term = normalised(text)
  if (term === '') return undefined
  const words = [...new Set(term.split(' '))].toSorted((a, b) => b.length - a.length)
  return { whole: hashOf(term), words: words.map(hashOf) }
}

function hashOf(term: string): Buffer {
  return createHmac('sha256', applicationKey('search')).update(term).digest().subarray(0, BYTES)
}

function normalised(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return plain.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
