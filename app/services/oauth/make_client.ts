import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { JWKS } from 'oidc-provider'
import User from '#models/user'
import type { Role } from '#services/quotes/life/moves'
import type { ClientGrant } from './client_metadata.ts'
import { judgeClient } from './judge_client.ts'
import type { ClientFault } from './judge_client.ts'
import { keyedHash } from './keyed_hash.ts'
import { recordOauthEvent } from './record_oauth_event.ts'
import type { Scope } from './scopes.ts'

/** A client that someone wants to make. */
export interface NewClient {
  readonly name: string
  readonly organisation?: string | undefined
  /** Whether it runs where nothing can be kept secret: in a browser, on a customer's machine. */
  readonly isPublic: boolean
  readonly grants: readonly ClientGrant[]
  readonly scopes: readonly Scope[]
  /** As what it acts where it acts for itself. */
  readonly role?: Role | undefined
  readonly redirectUris: readonly string[]
  /** Its public keys, where it signs its requests in place of a secret (RFC 7523). */
  readonly jwks?: JWKS | undefined
}

/** A client just made; nobody can read the secret again. */
export interface MadeClient {
  readonly id: string
  readonly secret: string | undefined
}

export type MakeClientResult =
  | { readonly ok: true; readonly value: MadeClient }
  | { readonly ok: false; readonly faults: readonly ClientFault[] }

/** Makes a client, with an account to act as where it acts for itself. */
export async function makeClient(
  client: NewClient,
  by: { readonly userId: number | null; readonly requestId: string | null }
): Promise<MakeClientResult> {
  const faults = judgeClient(client)
  if (faults.length > 0) return { ok: false, faults }
  const id = `rwc_${randomBytes(15).toString('base64url')}`
  const hasSecret = !client.isPublic && client.jwks === undefined
  const secret = hasSecret ? newSecret() : undefined
  await db.transaction(async (transaction) => {
    await transaction.table('oauth_clients').insert({
      id,
      name: client.name,
      organisation: client.organisation ?? null,
      auth_method: client.isPublic
        ? 'none'
        : client.jwks
          ? 'private_key_jwt'
          : 'client_secret_basic',
      secret_hash: secret === undefined ? null : keyedHash(secret),
      jwks: client.jwks === undefined ? null : JSON.stringify(client.jwks),
      grant_types: [...client.grants],
      redirect_uris: [...client.redirectUris],
      scopes: [...client.scopes],
      user_id:
        client.role === undefined ? null : await makeAccount(id, client, client.role, transaction),
      created_by: by.userId,
    })
    await recordOauthEvent(transaction, {
      kind: 'client_made',
      clientId: id,
      userId: by.userId,
      detail: `${client.grants.join(' ')}: ${client.scopes.join(' ')}`,
      requestId: by.requestId,
    })
  })
  return { ok: true, value: { id, secret } }
}

/** A new secret of 256 random bits, which says by its beginning what it is. */
export function newSecret(): string {
  return `rws_${randomBytes(32).toString('base64url')}`
}

async function makeAccount(
  id: string,
  { name }: NewClient,
  role: Role,
  client: TransactionClientContract
): Promise<number> {
  const password = newSecret()
  const email = `${id.toLowerCase()}@clients.invalid`
  const account = { fullName: name, email, password, role, isMachine: true }
  const { id: userId } = await User.create(account, { client })
  return userId
}
