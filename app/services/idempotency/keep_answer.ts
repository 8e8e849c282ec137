import db from '@adonisjs/lucid/services/db'

/** A request that may be sent twice: who sends it under which key, and what it says. */
export interface KeyedRequest {
  readonly userId: number
  readonly key: string
  /** Equal for equal requests. */
  readonly fingerprint: string
  /** Names this very attempt. */
  readonly claim: string
}

export interface KeptAnswer {
  readonly status: number
  readonly location: string | null
  readonly body: string
}

export type Claim =
  | { readonly type: 'mine' }
  | { readonly type: 'answered'; readonly answer: KeptAnswer }
  | { readonly type: 'under_way' | 'other_request' }

/** A key is free again after a day; a request that never came to an answer, after a minute. */
const CLAIM = `
  insert into idempotency_keys (user_id, key, fingerprint, claim, claimed_at)
  values (:userId, :key, :fingerprint, :claim, now())
  on conflict (user_id, key) do update set
    fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_at = now(),
    status = null, location = null, body = null
  where idempotency_keys.claimed_at < now() - case
    when idempotency_keys.status is null then interval '1 minute' else interval '1 day' end
  returning key`

/** Claims the key for this request, unless another has it; of many at once, one gets it. */
export async function claimKey(request: KeyedRequest): Promise<Claim> {
  const { rows } = await db.rawQuery(CLAIM, { ...request })
  if (rows.length > 0) return { type: 'mine' }
  const kept = await db
    .from('idempotency_keys')
    .where({ user_id: request.userId, key: request.key })
    .first()
  if (!kept) return { type: 'under_way' }
  if (kept.fingerprint !== request.fingerprint) return { type: 'other_request' }
  if (kept.status === null) return { type: 'under_way' }
  const { status, location, body } = kept
  return { type: 'answered', answer: { status, location, body } }
}

/** Keeps the answer for whoever sends the request again. */
export async function keepAnswer(
  { userId, key, claim }: KeyedRequest,
  answer: KeptAnswer
): Promise<void> {
  await db.from('idempotency_keys').where({ user_id: userId, key, claim }).update(answer)
}

/** Gives the key back: a request that failed changed nothing, and may be sent again. */
export async function releaseKey({ userId, key, claim }: KeyedRequest): Promise<void> {
  await db.from('idempotency_keys').where({ user_id: userId, key, claim }).delete()
}

/** Forgets answers that are too old to be asked for again. */
export async function pruneKeys(): Promise<void> {
  await db.from('idempotency_keys').whereRaw("claimed_at < now() - interval '1 day'").delete()
}
