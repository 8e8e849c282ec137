import type { JWTPayload } from 'jose'
import type { ProviderName, SignOnSettings } from './settings.ts'
import type { Role } from '#services/quotes/life/moves'

/** Who someone is by the word of a provider. */
export interface SignedOn {
  readonly issuer: string
  /** By which the provider knows them for ever; an address may change hands. */
  readonly subject: string
  readonly name: string
  /** In lower case; undefined where the provider doesn't vouch for it. */
  readonly email: string | undefined
  /** Undefined where roles are given here. */
  readonly role: Role | undefined
}

/** What the claims of an ID token, whose signature holds, say of a person. */
export function readClaims(
  provider: ProviderName,
  claims: JWTPayload,
  settings: Pick<SignOnSettings, 'roleClaim' | 'roles'>
): SignedOn {
  const { iss = '', sub = '' } = claims
  const email = emailOf(provider, claims)
  return {
    issuer: iss,
    subject: sub,
    name: textOf(claims.name) ?? email ?? sub,
    email: email?.toLowerCase(),
    role: roleOf(claims, settings),
  }
}

/**
 * The address for which the provider vouches. Entra has no `email_verified`: its `email` is free text, unless
 * `xms_edov` says that its domain's owner was verified; its user principal name is within the tenant's own domains.
 */
function emailOf(provider: ProviderName, claims: JWTPayload): string | undefined {
  const email = textOf(claims.email)
  if (provider === 'entra') {
    const isOwned = [true, 1, '1', 'true'].some((yes) => yes === claims.xms_edov)
    return isOwned && email ? email : textOf(claims.preferred_username)
  }
  return claims.email_verified === true || claims.email_verified === 'true' ? email : undefined
}

function roleOf(
  claims: JWTPayload,
  { roleClaim, roles }: Pick<SignOnSettings, 'roleClaim' | 'roles'>
): Role | undefined {
  if (roles.length === 0) return undefined
  const claimed = claims[roleClaim]
  const groups: readonly unknown[] = Array.isArray(claimed) ? claimed : [claimed]
  return roles.find(([group]) => groups.includes(group))?.[1] ?? 'agent'
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
