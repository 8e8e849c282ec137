import type { Scope } from '#services/oauth/scopes'

/** What a token must be good for at a route: a scope, or nothing but a sign-in. */
export type RouteNeed = Scope | 'any'

type Rule = readonly [methods: 'GET' | 'unsafe' | 'all', pattern: RegExp, need: RouteNeed]

/** The need of each route; the first rule that fits it decides. */
const RULES: readonly Rule[] = [
  ['GET', /^\/api\/v1\/me$/, 'any'],
  // Each channel of the stream has a need of its own, in start/transmit.ts.
  ['GET', /^\/live$/, 'any'],
  ['unsafe', /^\/api\/v1\/ratings(\/|$)/, 'ratings'],
  ['unsafe', /^\/api\/v1\/plans\/:plan\/versions\/:number\/ratings$/, 'ratings'],
  ['unsafe', /^\/api\/v1\/quotes\/:id\/bind$/, 'policies:bind'],
  ['unsafe', /^\/api\/v1\/quotes\/:id\/(approve|decline|reopen)$/, 'quotes:decide'],
  ['unsafe', /^\/api\/v1\/quotes\/:id\/(reassign|extend|erase|legal-hold)(\/|$)/, 'admin'],
  // Prices what is stored; stores nothing.
  ['unsafe', /^\/api\/v1\/quotes\/:id\/options$/, 'quotes:read'],
  ['GET', /^\/api\/v1\/quotes(\/|$)/, 'quotes:read'],
  ['unsafe', /^\/api\/v1\/quotes(\/|$)/, 'quotes:write'],
  ['GET', /^\/api\/v1\/(plans\/:plan\/)?requotes(\/|$)/, 'quotes:read'],
  ['unsafe', /^\/api\/v1\/(plans\/:plan\/)?requotes(\/|$)/, 'quotes:write'],
  ['GET', /^\/api\/v1\/policies(\/|$)/, 'policies:read'],
  ['unsafe', /^\/api\/v1\/policies(\/|$)/, 'policies:bind'],
  ['GET', /^\/api\/v1\/(plans|programs)(\/|$)/, 'plans:read'],
  ['unsafe', /^\/api\/v1\/plans(\/|$)/, 'plans:write'],
  ['all', /^\/api\/v1\/oauth\/clients(\/|$)/, 'admin'],
]

/**
 * What a token must be good for at a route, named by its pattern as the router writes it (`/api/v1/quotes/:id`);
 * undefined where no rule says so, and then no token with scopes passes.
 */
export function needOfRoute(method: string, pattern: string): RouteNeed | undefined {
  const kind = ['GET', 'HEAD'].includes(method) ? 'GET' : 'unsafe'
  const rule = RULES.find(
    ([methods, rulePattern]) => (methods === 'all' || methods === kind) && rulePattern.test(pattern)
  )
  return rule?.[2]
}
