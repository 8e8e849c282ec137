import { isRole } from '#services/identity/roles'
import type { Role } from '#services/quotes/life/moves'

/** Providers that this platform knows by name. */
export const PROVIDERS = ['google', 'entra', 'okta', 'auth0'] as const
export type ProviderName = (typeof PROVIDERS)[number]

/** What people call them. */
export const PROVIDER_TITLES: Readonly<Record<ProviderName, string>> = {
  google: 'Google',
  entra: 'Microsoft',
  okta: 'Okta',
  auth0: 'Auth0',
}

/** How this platform is known to a provider. */
export interface ProviderSettings {
  /** Where its OpenID configuration is found, and what its ID tokens say that they are from. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Everything about signing on that the operator decides. */
export interface SignOnSettings {
  readonly providers: Partial<Readonly<Record<ProviderName, ProviderSettings>>>
  /** Whose addresses are let in, in lower case; nobody else gets an account. */
  readonly domains: readonly string[]
  /** The claim that names groups or roles. */
  readonly roleClaim: string
  /** Group by role, in the order in which they are tried; empty where roles are given here. */
  readonly roles: readonly (readonly [group: string, role: Role])[]
}

/** The variables of the environment that are read. */
export type SignOnVariable =
  | `SIGN_ON_${'GOOGLE' | 'ENTRA' | 'OKTA' | 'AUTH0'}_${'ISSUER' | 'CLIENT_ID' | 'CLIENT_SECRET'}`
  | 'SIGN_ON_DOMAINS'
  | 'SIGN_ON_ROLE_CLAIM'
  | 'SIGN_ON_ROLES'

const GOOGLE = 'https://accounts.google.com'

/** Tenants of Entra that anybody can be in, so that an address they state proves nothing. */
const SHARED_TENANTS = /\/(common|organizations|consumers)(\/|$)/

/**
 * The settings as the environment has them.
 * @throws Error where they contradict themselves; the sentence says which variable to mend.
 */
export function readSignOn(read: (name: SignOnVariable) => string | undefined): SignOnSettings {
  const found = PROVIDERS.flatMap((name) => {
    const settings = readProvider(name, read)
    return settings ? [[name, settings] as const] : []
  })
  const domains = listOf(read('SIGN_ON_DOMAINS'), /[\s,]+/).map((domain) => domain.toLowerCase())
  if (found.length > 0 && domains.length === 0) {
    throw new Error('SIGN_ON_DOMAINS must name the domains whose people are let in.')
  }
  return {
    providers: Object.fromEntries(found),
    domains,
    roleClaim: read('SIGN_ON_ROLE_CLAIM') ?? 'groups',
    roles: listOf(read('SIGN_ON_ROLES'), /[;,]/).map(readRole),
  }
}

function readProvider(
  name: ProviderName,
  read: (name: SignOnVariable) => string | undefined
): ProviderSettings | undefined {
  const upper = name.toUpperCase() as Uppercase<ProviderName>
  const clientId = read(`SIGN_ON_${upper}_CLIENT_ID`)
  if (!clientId) return undefined
  const clientSecret = read(`SIGN_ON_${upper}_CLIENT_SECRET`)
  const issuer = read(`SIGN_ON_${upper}_ISSUER`) ?? (name === 'google' ? GOOGLE : undefined)
  if (!clientSecret) throw new Error(`SIGN_ON_${upper}_CLIENT_SECRET is missing.`)
  if (!issuer || !URL.canParse(issuer)) {
    throw new Error(`SIGN_ON_${upper}_ISSUER must be the address of the provider.`)
  }
  if (name === 'entra' && SHARED_TENANTS.test(issuer)) {
    throw new Error('SIGN_ON_ENTRA_ISSUER must name a tenant: anybody can be in a shared one.')
  }
  return { issuer, clientId, clientSecret }
}

function readRole(text: string): readonly [string, Role] {
  const at = text.lastIndexOf('=')
  const group = text.slice(0, at).trim()
  const role = text.slice(at + 1).trim()
  if (at < 1 || group === '' || !isRole(role)) {
    throw new Error(`SIGN_ON_ROLES has "${text}"; write group=role, with semicolons between.`)
  }
  return [group, role]
}

function listOf(text: string | undefined, separator: RegExp): readonly string[] {
  return (text ?? '').split(separator).flatMap((part) => part.trim() || [])
}
