import type { IncomingMessage, ServerResponse } from 'node:http'
import db from '@adonisjs/lucid/services/db'
import type { Interaction } from 'oidc-provider'
import type { Role } from '#services/quotes/life/moves'
import { authorizationServer } from './authorization_server.ts'
import { recordOauthEvent } from './record_oauth_event.ts'
import { isScope, scopesWithin } from './scopes.ts'
import type { Scope } from './scopes.ts'

/** The pair of streams by which the library knows the browser that it sent here. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Who is asked. */
export interface Consenter {
  readonly userId: number
  readonly role: Role
  readonly requestId: string
}

/** A client's request for a person's consent. */
export interface ConsentRequest {
  readonly client: { readonly name: string; readonly organisation: string | null }
  /** Those of the scopes asked for that the person can use; the others are never granted. */
  readonly scopes: readonly Scope[]
  /** Whether the same was granted before, so that nobody needs to be asked. */
  readonly isRemembered: boolean
  /** Where the browser is sent with the answer. */
  readonly returnsTo: string
}

/** The request under this number, if it is the one that this browser came with; undefined once it is over. */
export async function findConsentRequest(
  uid: string,
  exchange: Exchange,
  { userId, role }: Consenter
): Promise<ConsentRequest | undefined> {
  const asked = await readRequest(uid, exchange)
  if (!asked) return undefined
  const { interaction, clientId } = asked
  const client: { name: string; organisation: string | null } | null = await db
    .from('oauth_clients')
    .where('id', clientId)
    .whereNull('revoked_at')
    .select('name', 'organisation')
    .first()
  if (!client) return undefined
  const scopes = scopesWithin(role, asked.scopes)
  const kept = await findKeptGrant(userId, clientId, scopes)
  return {
    client,
    scopes,
    isRemembered: kept !== undefined && mayRemember(interaction),
    returnsTo: String(interaction.params.redirect_uri ?? ''),
  }
}

/** Answers a request in the name of the person; resolves to where the browser goes on, undefined once it is over. */
export async function answerConsent(
  uid: string,
  isGranted: boolean,
  exchange: Exchange,
  by: Consenter
): Promise<string | undefined> {
  const asked = await readRequest(uid, exchange)
  if (!asked) return undefined
  const { clientId } = asked
  const server = authorizationServer()
  const scopes = isGranted ? scopesWithin(by.role, asked.scopes) : []
  await recordOauthEvent(db.connection(), {
    kind: isGranted ? 'consent_given' : 'consent_refused',
    clientId,
    userId: by.userId,
    detail: asked.scopes.join(' '),
    requestId: by.requestId,
  })
  const result =
    scopes.length === 0
      ? {
          error: 'access_denied',
          error_description: isGranted
            ? 'the person can use none of the scopes'
            : 'the person refused',
        }
      : {
          login: { accountId: String(by.userId) },
          consent: { grantId: await grantScopes(by.userId, clientId, scopes, asked.scopes) },
        }
  return server.interactionResult(exchange.request, exchange.response, result, {
    mergeWithLastSubmission: false,
  })
}

async function readRequest(uid: string, { request, response }: Exchange) {
  const interaction = await authorizationServer()
    .interactionDetails(request, response)
    .catch(() => undefined)
  const clientId = interaction?.params.client_id
  if (!interaction || interaction.uid !== uid || typeof clientId !== 'string') return undefined
  const scopes = String(interaction.params.scope ?? '')
    .split(' ')
    .filter(isScope)
  return { interaction, clientId, scopes }
}

/** A program on someone's machine could be any other program, so that it is asked for each time (RFC 8252, 8.6). */
function mayRemember({ params }: Interaction): boolean {
  const isAskedAgain = String(params.prompt ?? '')
    .split(' ')
    .includes('consent')
  const { protocol } = new URL(String(params.redirect_uri))
  return !isAskedAgain && protocol === 'https:'
}

/** The consent that a person gave a client before, if it reaches as far. */
async function findKeptGrant(
  userId: number,
  clientId: string,
  scopes: readonly Scope[]
): Promise<string | undefined> {
  const row: { grantId: string; granted: string | null } | null = await db
    .from('oauth_artifacts')
    .where({ kind: 'Grant', user_id: userId, client_id: clientId })
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .select('grant_id as grantId', db.raw("payload #>> '{openid,scope}' as granted"))
    .first()
  const granted = row?.granted?.split(' ') ?? []
  return row && scopes.every((scope) => granted.includes(scope)) ? row.grantId : undefined
}

async function grantScopes(
  userId: number,
  clientId: string,
  scopes: readonly Scope[],
  asked: readonly Scope[]
): Promise<string> {
  const { Grant } = authorizationServer()
  const keptId = await findKeptGrant(userId, clientId, [])
  const kept = keptId === undefined ? undefined : await Grant.find(keptId)
  const grant = kept ?? new Grant({ accountId: String(userId), clientId })
  grant.addOIDCScope(scopes.join(' '))
  const beyond = asked.filter((scope) => !scopes.includes(scope))
  if (beyond.length > 0) grant.rejectOIDCScope(beyond.join(' '))
  return grant.save()
}
