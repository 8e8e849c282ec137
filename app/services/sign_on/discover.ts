import vine from '@vinejs/vine'
import { createRemoteJWKSet } from 'jose'
import { Fresh } from '#services/fresh'

/** Where a provider answers, and the keys of its ID tokens. */
export interface DiscoveredProvider {
  readonly issuer: string
  readonly authorizeUrl: string
  readonly tokenUrl: string
  readonly keys: ReturnType<typeof createRemoteJWKSet>
}

const HOUR_MS = 60 * 60_000
const TIMEOUT_MS = 10_000

const known = new Fresh<DiscoveredProvider>(HOUR_MS)

const document = vine.create({
  issuer: vine.string(),
  authorization_endpoint: vine.string(),
  token_endpoint: vine.string(),
  jwks_uri: vine.string(),
})

/**
 * What a provider says of itself (OpenID Connect Discovery), asked once an hour.
 * @throws Error where it can't be reached, or says that it is another.
 */
export function discover(issuer: string): Promise<DiscoveredProvider> {
  return known.get(issuer, async () => {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!response.ok) throw new Error(`${address} answered ${response.status}.`)
    const said = await document.validate(await response.json())
    if (said.issuer !== issuer) throw new Error(`${address} says that it is of ${said.issuer}.`)
    return {
      issuer,
      authorizeUrl: said.authorization_endpoint,
      tokenUrl: said.token_endpoint,
      keys: createRemoteJWKSet(new URL(said.jwks_uri)),
    }
  })
}
