import encryption from '@adonisjs/core/services/encryption'
import db from '@adonisjs/lucid/services/db'

/** A request that may be sent twice: who sends it under which key, and what it says. */
export interface KeyedRequest {
  readonly userId: number
  readonly key: string
  /** Equal for equal requests. */
  readonly fingerprint: string
  /** Names this very attempt. */
  readonly claim: string
  /** Under which the journal of quotes speaks of this attempt. */
  readonly requestId: string
}

export interface KeptAnswer {
  readonly status: number
  readonly location: string | null
  readonly etag: string | null
  /** Null where the answer has no body. */
  readonly body: string | null
}

export type Claim =
  | { readonly type: 'mine' }
  | { readonly type: 'answered'; readonly answer: KeptAnswer }
  | { readonly type: 'under_way' | 'other_request' }
  /** It was carried out by a server that died before it kept the answer. */
  | { readonly type: 'carried_out'; readonly location: string }

/**
 * Where what a request did is to be read, by the journals that its work writes in its own transaction. What no
 * journal tells of (a draft's answers, presence, the end of a job) comes to the same when done twice.
 */
const CARRIED_OUT = `
  select '/api/v1/quotes/' || quote_id as location from quote_events where request_id = k.request_id
  union all
  select '/api/v1/plans/' || p.name || '/versions/' || v.number
  from plan_events e
  join plan_versions v on v.id = e.plan_version_id
  join plans p on p.id = v.plan_id
  where e.request_id = k.request_id
  union all
  select '/api/v1/requotes/' || id from requotes where request_id = k.request_id`

/**
 * A key is free again after a day; after a minute where no answer was kept, unless the journal says that
 * the request was carried out all the same.
 */
const CLAIM = `
  insert into idempotency_keys as k (user_id, key, fingerprint, claim, request_id, claimed_at)
  values (:userId, :key, :fingerprint, :claim, :requestId, now())
  on conflict (user_id, key) do update set
    fingerprint = excluded.fingerprint, claim = excluded.claim, request_id = excluded.request_id,
    claimed_at = now(), status = null, location = null, etag = null, body = null
  where k.claimed_at < now() - interval '1 day'
    or (
      k.status is null
      and k.claimed_at < now() - interval '1 minute'
      and not exists (${CARRIED_OUT})
    )
  returning key`

/** Claims the key for this request, unless another has it; of many at once, one gets it. */
export async function claimKey(request: KeyedRequest): Promise<Claim> {
  const { rows } = await db.rawQuery(CLAIM, { ...request })
  if (rows.length > 0) return { type: 'mine' }
  const kept = await db
    .from('idempotency_keys as k')
    .where({ user_id: request.userId, key: request.key })
    .select('k.*')
    .select(
      db.raw(
        `(select location from (${CARRIED_OUT}) as done
          where k.status is null and k.claimed_at < now() - interval '1 minute' limit 1) as "carriedOut"`
      )
    )
    .first()
  if (!kept) return { type: 'under_way' }
  if (kept.fingerprint !== request.fingerprint) return { type: 'other_request' }
  if (kept.status === null) {
    return kept.carriedOut === null
      ? { type: 'under_way' }
      : { type: 'carried_out', location: kept.carriedOut }
  }
  const { status, location, etag } = kept
  const body = kept.body === null ? null : encryption.decrypt<string>(kept.body)
  return { type: 'answered', answer: { status, location, etag, body } }
}

/** Keeps the answer, encrypted, for whoever sends the request again. */
export async function keepAnswer(
  { userId, key, claim }: KeyedRequest,
  answer: KeptAnswer
): Promise<void> {
  const body = answer.body === null ? null : encryption.encrypt(answer.body)
  await db
    .from('idempotency_keys')
    .where({ user_id: userId, key, claim })
    .update({ ...answer, body })
}

/** Gives the key back: a request that failed changed nothing, and may be sent again. */
export async function releaseKey({ userId, key, claim }: KeyedRequest): Promise<void> {
  await db.from('idempotency_keys').where({ user_id: userId, key, claim }).delete()
}

/** Forgets answers that are too old to be asked for again. */
export async function pruneKeys(): Promise<void> {
  await db.from('idempotency_keys').whereRaw("claimed_at < now() - interval '1 day'").delete()
}
