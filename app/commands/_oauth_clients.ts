import { misuse, refusal } from './_command_problem.ts'
import { alignColumns } from './_table.ts'

/** What a call of `oauth:client create` says of the client. */
interface ClientFlags {
  readonly name?: string
  readonly organisation?: string
  readonly role?: string
  readonly scopes?: string
  readonly redirect?: readonly string[]
  readonly public?: boolean
  readonly passwordGrant?: boolean
}

const BY_COMMAND = { userId: null, requestId: null }

/** Makes a client; resolves to its id and secret in words. */
export async function makeClientOf(flags: ClientFlags): Promise<string> {
  const { makeClient } = await import('#services/oauth/make_client')
  const { isScope, SCOPE_NAMES } = await import('#services/oauth/scopes')
  const { isRole, ROLES } = await import('#services/identity/roles')
  const { name, role, organisation } = flags
  if (!name?.trim()) throw misuse('Say by --name what people are told that the client is.')
  if (role !== undefined && !isRole(role)) {
    throw misuse(`"${role}" is no role.`, `one of ${ROLES.join(', ')}`)
  }
  const asked = (flags.scopes ?? '').split(/[\s,]+/).filter((scope) => scope !== '')
  const scopes = asked.filter(isScope)
  const unknown = asked.find((scope) => !isScope(scope))
  if (unknown !== undefined || asked.length === 0) {
    const fault =
      unknown === undefined ? 'Say by --scopes what it may ask for.' : `"${unknown}" is no scope.`
    throw misuse(fault, `some of ${SCOPE_NAMES.join(', ')}`)
  }
  const redirectUris = flags.redirect ?? []
  const result = await makeClient(
    {
      name: name.trim().slice(0, 120),
      organisation,
      isPublic: flags.public ?? false,
      grants: [
        ...(role === undefined ? [] : (['client_credentials'] as const)),
        ...(redirectUris.length > 0 ? (['authorization_code', 'refresh_token'] as const) : []),
        ...(flags.passwordGrant ? (['password'] as const) : []),
      ],
      scopes,
      role,
      redirectUris,
    },
    BY_COMMAND
  )
  if (!result.ok) throw refusal(result.faults.map(({ message }) => message).join(' '))
  const { id, secret } = result.value
  return [
    `client_id      ${id}`,
    ...(secret === undefined ? [] : [`client_secret  ${secret}`, 'The secret is shown this once.']),
  ].join('\n')
}

/** All clients, a line each. */
export async function listClientsAsTable(): Promise<string> {
  const { listClients } = await import('#services/oauth/manage_clients')
  const clients = await listClients()
  if (clients.length === 0) return 'There is no client.'
  const rows = clients.map(({ id, name, role, grants, scopes, lastUsedAt }) => [
    id,
    name,
    role ?? '–',
    grants.join(' '),
    scopes.join(' '),
    lastUsedAt?.toISOString() ?? 'never used',
  ])
  return alignColumns([['id', 'name', 'role', 'grants', 'scopes', 'last used'], ...rows]).join('\n')
}

/** Gives a client another secret; resolves to it in words. */
export async function rotateSecretOf(id: string): Promise<string> {
  const { rotateSecret } = await import('#services/oauth/manage_clients')
  const result = await rotateSecret(id, BY_COMMAND)
  if (result === 'no_such_client') throw noSuchClient(id)
  if (result === 'no_secret') throw refusal(`The client ${id} has no secret.`)
  return `client_secret  ${result.secret}\nThe old one is refused from now on.`
}

/** Revokes a client with all that it was given. */
export async function revokeClientOf(id: string): Promise<string> {
  const { revokeClient } = await import('#services/oauth/manage_clients')
  const wasThere = await revokeClient(id, BY_COMMAND)
  if (!wasThere) throw noSuchClient(id)
  return `The client ${id} and its tokens are revoked.`
}

function noSuchClient(id: string) {
  return refusal(`There is no client "${id}".`, 'node ace oauth:client list names all')
}
