import { ROLES } from '#services/identity/roles'
import type { Role } from '#services/quotes/life/moves'

/** What a token may be good for. */
export type Scope = keyof typeof SCOPES

interface ScopeDescription {
  /** What whoever is asked for consent reads, after "may". */
  readonly means: string
  /** The roles that can do any of it; nobody can hand on what they may not do. */
  readonly roles: readonly Role[]
}

const EVERYONE = ROLES

/** Every scope of this platform: what it opens, and to whom. The routes of each are in #http/route_scopes. */
export const SCOPES = {
  'ratings': { means: 'rate risks, storing nothing', roles: EVERYONE },
  'quotes:read': { means: 'read quotes', roles: EVERYONE },
  'quotes:write': { means: 'make, revise, refer and withdraw quotes', roles: EVERYONE },
  'quotes:decide': {
    means: 'approve, decline and reopen quotes',
    roles: ['underwriter', 'admin'],
  },
  'policies:read': { means: 'read policies and their documents', roles: EVERYONE },
  'policies:bind': {
    means: 'bind quotes, which makes policies',
    roles: ['agent', 'underwriter', 'admin'],
  },
  'plans:read': { means: 'read rating plans', roles: EVERYONE },
  'plans:write': {
    means: 'change, review and publish rating plans',
    roles: ['product_author', 'reviewer', 'admin'],
  },
  'admin': { means: 'administer quotes, private data and API clients', roles: ['admin'] },
} as const satisfies Readonly<Record<string, ScopeDescription>>

/** The names of all scopes, in the order in which people read them. */
export const SCOPE_NAMES = Object.keys(SCOPES).filter(isScope)

/** Whether a text names a scope. */
export function isScope(text: string): text is Scope {
  return Object.hasOwn(SCOPES, text)
}

/** Those of the scopes that someone of this role can use. */
export function scopesWithin(role: Role, scopes: readonly Scope[]): readonly Scope[] {
  return scopes.filter((scope) => {
    const { roles }: ScopeDescription = SCOPES[scope]
    return roles.includes(role)
  })
}
