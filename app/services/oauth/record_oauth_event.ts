import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** What happened to a client, a consent, a token, or at a sign-on. */
export interface OauthEvent {
  readonly kind: string
  readonly clientId?: string | null
  readonly userId?: number | null
  /** Never a token, code or secret. */
  readonly detail?: string | null
  readonly requestId?: string | null
}

/** Writes an event into the journal, whose rows are never changed. */
export async function recordOauthEvent(
  client: QueryClientContract,
  { kind, clientId = null, userId = null, detail = null, requestId = null }: OauthEvent
): Promise<void> {
  await client.table('oauth_events').insert({
    kind,
    client_id: clientId,
    user_id: userId,
    detail: detail?.slice(0, 500) ?? null,
    request_id: requestId,
  })
}
