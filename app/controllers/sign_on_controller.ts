import { randomBytes } from 'node:crypto'
import { errors } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { readClaims } from '#services/sign_on/claims'
import { offeredProviders, signOnSettings } from '#services/sign_on/offered_providers'
import { openAccount } from '#services/sign_on/open_account'
import type { ProviderName } from '#services/sign_on/settings'

const NONCE = 'sign_on_nonce'
const NEXT = 'sign_on_next'

/** Signing on by the word of a provider (OpenID Connect); the outcome is a page, for a browser asks. */
export default class SignOnController {
  /** Sends the browser to the provider. */
  async begin(ctx: HttpContext) {
    const name = providerOf(ctx)
    const nonce = randomBytes(32).toString('base64url')
    ctx.session.put(NONCE, nonce)
    ctx.session.put(NEXT, ownPage(ctx.request.qs().next))
    try {
      await ctx.ally.use(name).begin(nonce)
    } catch (error) {
      ctx.logger.error({ err: error, provider: name }, 'sign-on: the provider was not reached')
      refuse(ctx, 'failed')
    }
  }

  /** Takes the browser back: signs in whom the provider vouches for. */
  async finish(ctx: HttpContext) {
    const name = providerOf(ctx)
    const { ally, auth, logger, request, response, session } = ctx
    const nonce: unknown = session.pull(NONCE)
    const next = ownPage(session.pull(NEXT))
    const driver = ally.use(name)
    if (driver.accessDenied()) return refuse(ctx, 'denied')
    try {
      if (typeof nonce !== 'string') throw new Error('This browser did not begin here.')
      const settings = signOnSettings()
      const person = readClaims(name, await driver.finish(nonce), settings)
      const result = await openAccount(person, settings.domains, request.id() ?? '')
      if (!result.ok) return refuse(ctx, result.error)
      await auth.use('session').login(result.user)
      response.redirect(next)
    } catch (error) {
      logger.warn({ err: error, provider: name }, 'sign-on: refused')
      refuse(ctx, 'failed')
    }
  }
}

function providerOf({ params, request }: HttpContext): ProviderName {
  const found = offeredProviders().find((name) => name === params.provider)
  if (!found) throw new errors.E_ROUTE_NOT_FOUND([request.method(), request.url()])
  return found
}

/** A page of the portal, never an address elsewhere. */
function ownPage(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/quotes'
}

function refuse({ response }: HttpContext, reason: string): void {
  response.redirect(`/sign-in?refused=${reason}`)
}
