import { createHmac, timingSafeEqual } from 'node:crypto'
import { applicationKey } from '#services/privacy/quote_key'

/**
 * What a token or secret of the authorization server is stored as: HMAC-SHA256 under a key that follows from the
 * application's. All of them have 256 random bits, so that no slower hash is needed.
 */
export function keyedHash(secret: string): Buffer {
  return createHmac('sha256', applicationKey('oauth')).update(secret).digest()
}

/** Whether a secret has this hash, in a time that does not depend on where they differ. */
export function hasHash(secret: string, hash: Buffer): boolean {
  return timingSafeEqual(keyedHash(secret), hash)
}
