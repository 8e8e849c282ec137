import { needOfRoute } from '#http/route_scopes'
import type { JsonSchema } from '#rules/index'
import { SCOPES, SCOPE_NAMES } from '#services/oauth/scopes'

const DESCRIPTIONS = Object.fromEntries(SCOPE_NAMES.map((name) => [name, SCOPES[name].means]))

/** How a request may say who makes it. */
export const SECURITY_SCHEMES = {
  oauth2: {
    type: 'oauth2',
    description:
      'A token of the authorization server; `node ace oauth:client create` makes clients.',
    flows: {
      clientCredentials: { tokenUrl: '/oauth/token', scopes: DESCRIPTIONS },
      authorizationCode: {
        authorizationUrl: '/oauth/authorize',
        tokenUrl: '/oauth/token',
        refreshUrl: '/oauth/token',
        scopes: DESCRIPTIONS,
      },
    },
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token without scopes. The demo account has one in the file demo_token of the data folder.',
  },
} satisfies JsonSchema

/** Says at each operation which scope a token must have there. */
export function withSecurity(paths: Record<string, JsonSchema>): Record<string, JsonSchema> {
  const secured = Object.entries(paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, described]) => [
        method,
        secure(method, path, described),
      ])
    ),
  ])
  return Object.fromEntries(secured)
}

function secure(method: string, path: string, described: unknown): unknown {
  const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1')
  const need = needOfRoute(method.toUpperCase(), pattern)
  const scopes = need === undefined || need === 'any' ? [] : [need]
  // Operations are described by `operation`, as plain JSON.
  return { ...(described as JsonSchema), security: [{ oauth2: scopes }, { bearer: [] }] }
}
