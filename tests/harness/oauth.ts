import { createHash, randomBytes } from 'node:crypto'
import { makeClient } from '#services/oauth/make_client'
import type { MadeClient, NewClient } from '#services/oauth/make_client'
import { issuer } from '#services/oauth/issuer'
import type { Visitor } from './visitor.ts'

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

/** A request for a code, with its verifier. */
export interface CodeRequest {
  readonly path: string
  readonly verifier: string
  readonly redirectUri: string
}

/** Where clients of the tests send people back to. */
export const BACK = 'https://desk.example/back'

/** The address that a client sends people to, for a code; `more` overrides a parameter, undefined leaves it out. */
export function codeRequest(
  client: MadeClient,
  more: Readonly<Record<string, string | undefined>> = {}
): CodeRequest {
  const verifier = randomBytes(32).toString('base64url')
  const parameters = {
    client_id: client.id,
    response_type: 'code',
    redirect_uri: BACK,
    scope: 'quotes:read',
    state: 'state-of-the-client',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, value)
  }
  return {
    path: `/oauth/authorize?${query}`,
    verifier,
    redirectUri: parameters.redirect_uri,
  }
}

/** A client for people, with a secret, or public. */
export function createDesk(more: Partial<NewClient> = {}): Promise<MadeClient> {
  return createClient({
    name: 'Desk',
    grants: ['authorization_code', 'refresh_token'],
    scopes: ['quotes:read', 'quotes:write', 'quotes:decide', 'ratings'],
    role: undefined,
    redirectUris: [BACK],
    ...more,
  })
}

/** Sends a signed-in person through the request; resolves to where the client gets its answer. */
export async function passConsent(
  visitor: Visitor,
  request: CodeRequest,
  granted = true
): Promise<URL> {
  const page = await visitor.follow(request.path)
  const response = await visitor.fetch(`${page.pathname}/answer`, {
    method: 'POST',
    body: JSON.stringify({ granted }),
  })
  const body = await response.json()
  if (response.status !== 200) throw new Error(JSON.stringify(body))
  // The route's answer, as its own test demands.
  const { data } = body as { data: { next: string } }
  return visitor.follow(data.next)
}

/** Exchanges the code in an answer for tokens. */
export function redeem(client: MadeClient, back: URL, request: CodeRequest): Promise<TokenAnswer> {
  return postForm(
    '/oauth/token',
    {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: request.redirectUri,
      code_verifier: request.verifier,
      ...(client.secret === undefined && { client_id: client.id }),
    },
    client
  )
}
