import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import env from '#start/env'

/** A quote's own key, with which its private values are sealed; 32 bytes. */
export type QuoteKey = KeyObject

/** Names the layout of what is sealed, so that a later one can be told from it. */
const LAYOUT = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What a key that follows from the application's is for: no use of one gives away another. */
type Purpose = 'wrap' | 'search' | 'oauth' | 'oauth cookies'

const derived = new Map<Purpose, KeyObject>()

/**
 * The key for one purpose that follows from the application's (HKDF, RFC 5869).
 * @throws Error where a command runs without the application's key: nobody could open what it sealed.
 */
export function applicationKey(purpose: Purpose): KeyObject {
  const known = derived.get(purpose)
  if (known) return known
  if (process.env.APP_KEY_IS_MADE_UP) {
    throw new Error('Set APP_KEY to the key of the platform: private values are sealed by it.')
  }
  const made = createSecretKey(
    Buffer.from(
      hkdfSync('sha256', env.get('APP_KEY').release(), '', `ratewright private ${purpose}`, 32)
    )
  )
  derived.set(purpose, made)
  return made
}

/** A new key, and the same wrapped by the application's, which is how it is stored. */
export function newQuoteKey(): { readonly key: QuoteKey; readonly wrapped: Buffer } {
  const bytes = randomBytes(32)
  return { key: createSecretKey(bytes), wrapped: encrypt(applicationKey('wrap'), bytes) }
}

/**
 * The key inside a stored one.
 * @throws Error where another application key wrapped it.
 */
export function unwrapKey(wrapped: Buffer): QuoteKey {
  return createSecretKey(decrypt(applicationKey('wrap'), wrapped))
}

/** JSON, encrypted and authenticated by AES-256-GCM: layout, nonce, tag, then the text. */
export function seal(key: QuoteKey, value: unknown): Buffer {
  return sealText(key, JSON.stringify(value))
}

/** The same of JSON that is there as text. */
export function sealText(key: QuoteKey, json: string): Buffer {
  return encrypt(key, Buffer.from(json))
}

/**
 * What was sealed.
 * @throws Error where the key is another or a bit was changed.
 */
export function unseal(key: QuoteKey, sealed: Buffer): unknown {
  return JSON.parse(decrypt(key, sealed).toString())
}

function encrypt(key: KeyObject, content: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const text = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([Buffer.of(LAYOUT), nonce, cipher.getAuthTag(), text])
}

function decrypt(key: KeyObject, sealed: Buffer): Buffer {
  if (sealed[0] !== LAYOUT) throw new RangeError(`Sealed by layout ${sealed[0]}, which is unknown.`)
  const textAt = 1 + NONCE_BYTES + TAG_BYTES
  const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES))
  cipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, textAt))
  return Buffer.concat([cipher.update(sealed.subarray(textAt)), cipher.final()])
}
