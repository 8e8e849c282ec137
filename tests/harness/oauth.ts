import { makeClient } from '#services/oauth/make_client'
import type { MadeClient, NewClient } from '#services/oauth/make_client'
import { issuer } from '#services/oauth/issuer'

/** What the token endpoint answered. */
export interface TokenAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** A client of the tests: it acts for itself as an agent unless something else is asked for. */
export async function createClient(more: Partial<NewClient> = {}): Promise<MadeClient> {
  const result = await makeClient(
    {
      name: 'Comparison site',
      isPublic: false,
      grants: ['client_credentials'],
      scopes: ['ratings', 'quotes:read', 'quotes:write'],
      role: 'agent',
      redirectUris: [],
      ...more,
    },
    { userId: null, requestId: null }
  )
  if (!result.ok) throw new Error(result.faults.map(({ message }) => message).join(' '))
  return result.value
}

/** Posts a form to an endpoint of the authorization server; with the client's secret in the header where there is one. */
export async function postForm(
  path: string,
  form: Record<string, string> | string,
  client?: MadeClient
): Promise<TokenAnswer> {
  const response = await fetch(`${issuer()}${path}`, {
    method: 'POST',
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(client?.secret !== undefined && { authorization: basic(client.id, client.secret) }),
    },
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : JSON.parse(text),
  }
}

/** A token by the client's own credentials. */
export async function tokenOf(client: MadeClient, scope?: string): Promise<string> {
  const answer = await postForm(
    '/oauth/token',
    { grant_type: 'client_credentials', ...(scope !== undefined && { scope }) },
    client
  )
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return String(answer.body.access_token)
}

/** The header of `client_secret_basic`. */
export function basic(id: string, secret: string): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
}
