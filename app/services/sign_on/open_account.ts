import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#models/user'
import { recordOauthEvent } from '#services/oauth/record_oauth_event'
import type { SignedOn } from './claims.ts'

/** Why someone whom a provider knows is not let in. */
export type SignOnRefusal = 'email_not_verified' | 'unknown_domain' | 'not_for_people'

export type OpenAccountResult =
  { readonly ok: true; readonly user: User } | { readonly ok: false; readonly error: SignOnRefusal }

/**
 * The account of whom a provider vouches for: the one they came to before, else the one of their address, else a new
 * one. None is made or linked for an address outside the operator's domains.
 */
export function openAccount(
  person: SignedOn,
  domains: readonly string[],
  requestId: string
): Promise<OpenAccountResult> {
  return db.transaction(async (transaction) => {
    await transaction.rawQuery('select pg_advisory_xact_lock(hashtext(?))', [
      `sign_on:${person.email ?? person.subject}`,
    ])
    const result = await findOrMake(person, domains, transaction)
    await recordOauthEvent(transaction, {
      kind: result.ok ? 'signed_on' : 'sign_on_refused',
      userId: result.ok ? result.user.id : null,
      detail: result.ok ? person.issuer : `${person.issuer}: ${result.error}`,
      requestId,
    })
    return result
  })
}

async function findOrMake(
  { issuer, subject, email, name, role }: SignedOn,
  domains: readonly string[],
  client: TransactionClientContract
): Promise<OpenAccountResult> {
  if (email === undefined) return { ok: false, error: 'email_not_verified' }
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (!email.includes('@') || !domains.includes(domain))
    return { ok: false, error: 'unknown_domain' }
  const link: { userId: number } | null = await client
    .from('sign_on_identities')
    .where({ issuer, subject })
    .select('user_id as userId')
    .first()
  const known = link
    ? await User.find(link.userId, { client })
    : await User.findBy({ email }, { client })
  if (known && (known.isDemo || known.isMachine)) return { ok: false, error: 'not_for_people' }
  const password = randomBytes(32).toString('base64url')
  const user =
    known ??
    (await User.create(
      { email, fullName: name.slice(0, 120), password, role: role ?? 'agent' },
      { client }
    ))
  if (role !== undefined && user.role !== role) await user.merge({ role }).save()
  if (!link) await client.table('sign_on_identities').insert({ issuer, subject, user_id: user.id })
  return { ok: true, user }
}
