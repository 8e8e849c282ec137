import { scopesWithin } from './scopes.ts'
import type { NewClient } from './make_client.ts'

/** What is wrong with a client that someone wants to make. */
export interface ClientFault {
  readonly field: 'scopes' | 'redirect_uris' | 'grants' | 'role'
  readonly message: string
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Schemes that a browser runs or opens by itself, so that a code sent there would leak. */
const FORBIDDEN_SCHEMES = ['javascript:', 'data:', 'file:', 'blob:', 'about:', 'ftp:', 'mailto:']

/** What is wrong with a client; empty where it can be made. */
export function judgeClient(client: NewClient): readonly ClientFault[] {
  const { grants, isPublic, redirectUris, role, scopes } = client
  const faults: ClientFault[] = []
  const add = (field: ClientFault['field'], message: string) => faults.push({ field, message })
  const actsForItself = grants.includes('client_credentials')
  if (scopes.length === 0) add('scopes', 'Name at least one scope.')
  if (grants.length === 0) add('grants', 'Name at least one grant.')
  if (isPublic && actsForItself) {
    add('grants', 'A public client can keep no secret and can not act for itself.')
  }
  if (isPublic && grants.includes('password')) {
    add('grants', 'The password grant takes a client with a secret.')
  }
  if (actsForItself && role === undefined) add('role', 'Say in which role it acts for itself.')
  if (role !== undefined) {
    const beyond = scopes.filter((scope) => !scopesWithin(role, scopes).includes(scope))
    if (beyond.length > 0) add('scopes', `The role ${role} can not use ${beyond.join(', ')}.`)
  }
  const returns = grants.includes('authorization_code')
  if (returns && redirectUris.length === 0) {
    add('redirect_uris', 'Say where people are sent back to with their code.')
  }
  for (const uri of redirectUris) {
    const fault = faultOfUri(uri)
    if (fault) add('redirect_uris', `${uri.slice(0, 200)} ${fault}`)
  }
  const kinds = new Set(
    redirectUris.map((uri) => URL.canParse(uri) && isOnOwnMachine(new URL(uri)))
  )
  if (kinds.size > 1) {
    add('redirect_uris', 'A program on a machine and a web site are two clients: make one of each.')
  }
  return faults
}

function faultOfUri(uri: string): string | undefined {
  if (!URL.canParse(uri)) return 'is not an address.'
  const { protocol, hostname, hash, username } = new URL(uri)
  if (hash !== '' || uri.includes('#')) return 'has a fragment, which no redirect URI may have.'
  if (username !== '') return 'names a user.'
  if (FORBIDDEN_SCHEMES.includes(protocol)) return `has the scheme ${protocol}, which is refused.`
  if (uri.includes('*')) return 'has a wildcard; it is compared as it stands.'
  if (protocol === 'http:' && !LOOPBACK.includes(hostname)) {
    return 'is without TLS; only a loopback address may be.'
  }
  return undefined
}

function isOnOwnMachine({ protocol, hostname }: URL): boolean {
  return !['http:', 'https:'].includes(protocol) || LOOPBACK.includes(hostname)
}
