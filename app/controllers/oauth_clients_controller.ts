import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { clientBody } from '#http/client_body'
import { requireAdministrator } from '#http/require_administrator'
import { makeClient } from '#services/oauth/make_client'
import { listClients, revokeClient, rotateSecret } from '#services/oauth/manage_clients'
import type { ListedClient } from '#services/oauth/manage_clients'

/** The programs that may ask for tokens, which an administrator makes and ends. */
export default class OauthClientsController {
  async index(ctx: HttpContext) {
    requireAdministrator(ctx)
    const clients = await listClients()
    return { data: clients.map(presentClient) }
  }

  /** Makes a client; its secret is in this answer alone. */
  async store(ctx: HttpContext) {
    requireAdministrator(ctx)
    const body = await clientBody.read(ctx.request.body().json)
    const { public: isPublic = false, redirect_uris: redirectUris = [], ...rest } = body
    const client = { ...rest, isPublic, redirectUris }
    const result = await makeClient(client, byOf(ctx))
    if (!result.ok) {
      throw new Problem(422, 'invalid_request', 'Such a client can not be made.', {
        errors: result.faults.map(({ field, message }) => ({
          pointer: `/${field}`,
          path: field,
          code: 'refused',
          message,
          help: null,
        })),
      })
    }
    const { id, secret = null } = result.value
    ctx.response.status(201)
    return { data: { id, secret } }
  }

  /** Makes another secret; the old one is refused from then on. */
  async rotate(ctx: HttpContext) {
    requireAdministrator(ctx)
    const { id } = ctx.params
    const result = await rotateSecret(id, byOf(ctx))
    if (result === 'no_such_client') throw noSuchClient(id)
    if (result === 'no_secret') throw new Problem(409, result, 'The client has no secret.')
    return { data: { id, secret: result.secret } }
  }

  /** Ends a client with all its tokens. */
  async destroy(ctx: HttpContext) {
    requireAdministrator(ctx)
    if (!(await revokeClient(ctx.params.id, byOf(ctx)))) throw noSuchClient(ctx.params.id)
    return ctx.response.noContent()
  }
}

function presentClient(client: ListedClient) {
  return {
    id: client.id,
    name: client.name,
    organisation: client.organisation,
    public: client.authMethod === 'none',
    grants: client.grants,
    scopes: client.scopes,
    role: client.role,
    redirect_uris: client.redirectUris,
    created_at: client.createdAt.toISOString(),
    last_used_at: client.lastUsedAt?.toISOString() ?? null,
  }
}

function byOf({ auth, request }: HttpContext) {
  return { userId: auth.getUserOrFail().id, requestId: request.id() ?? null }
}

function noSuchClient(id: string): Problem {
  return new Problem(404, 'no_such_client', `There is no client ${id.slice(0, 64)}.`)
}
