import { finished } from 'node:stream/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { refuseFloods } from '#http/oauth_floods'
import { authorizationServer } from '#services/oauth/authorization_server'
import { issuer } from '#services/oauth/issuer'

/** The session of the library's own; ours is the one that counts, so that it begins anew each time. */
const OWN_SESSION = /(?:^|;\s*)rw_oauth(?:\.sig)?=[^;]*/g

export default class OauthController {
  /** Answers a request of the protocol: authorization, tokens, revocation, introspection, metadata. */
  async answer(ctx: HttpContext) {
    await handOver(ctx)
  }

  /** The same for requests by which secrets could be tried. */
  async judge(ctx: HttpContext) {
    if (await refuseFloods(ctx)) return
    await handOver(ctx)
  }
}

/** Lets the library write the answer itself; where this platform is reached is what the operator says, not the request. */
async function handOver({ request, response }: HttpContext): Promise<void> {
  const incoming = request.request
  const { host, protocol } = new URL(issuer())
  incoming.headers.host = host
  incoming.headers['x-forwarded-proto'] = protocol.replace(':', '')
  incoming.headers['x-forwarded-for'] = request.ip()
  delete incoming.headers['x-forwarded-host']
  const cookies = incoming.headers.cookie?.replaceAll(OWN_SESSION, '')
  if (cookies !== undefined) incoming.headers.cookie = cookies
  const outgoing = response.response
  for (const [name, value] of Object.entries(response.getHeaders())) {
    if (value !== undefined) outgoing.setHeader(name, value)
  }
  const written = finished(outgoing).catch(() => {})
  await authorizationServer().callback()(incoming, outgoing)
  await written
}
