import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { recordOauthEvent } from './record_oauth_event.ts'

/** Writes what the authorization server grants, refuses and revokes into the journal. */
export function followEvents(server: Provider): void {
  server.on('authorization.success', (ctx) => record(ctx, 'code_issued'))
  server.on('authorization.error', (ctx, error) => record(ctx, 'authorization_refused', error))
  server.on('grant.success', (ctx) => {
    record(ctx, 'token_issued')
    const id = ctx.oidc.client?.clientId
    if (id !== undefined) touch(id)
  })
  server.on('grant.error', (ctx, error) => record(ctx, 'token_refused', error))
  server.on('grant.revoked', (ctx) => record(ctx, 'grant_revoked'))
  server.on('revocation.error', (ctx, error) => record(ctx, 'revocation_refused', error))
}

function record(ctx: KoaContextWithOIDC, kind: string, error?: Error): void {
  const { client, params, entities } = ctx.oidc
  const grant = typeof params?.grant_type === 'string' ? params.grant_type : undefined
  const account = entities.Account?.accountId ?? entities.AccessToken?.accountId
  recordOauthEvent(db.connection(), {
    kind,
    clientId: client?.clientId ?? null,
    userId: account === undefined ? null : Number(account),
    detail: [grant, error && describe(error)].filter(Boolean).join(': ') || null,
    requestId: String(ctx.response.get('x-request-id')),
  }).catch(notKept)
}

function touch(clientId: string): void {
  db.from('oauth_clients').where('id', clientId).update({ last_used_at: new Date() }).catch(notKept)
}

function describe(error: Error): string {
  const detail = 'error_description' in error ? error.error_description : undefined
  return typeof detail === 'string' ? `${error.message}, ${detail}` : error.message
}

function notKept(error: unknown): void {
  logger.error({ err: error }, 'oauth: an event was not kept')
}
