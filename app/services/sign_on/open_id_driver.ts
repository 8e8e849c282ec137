import { Oauth2Driver } from '@adonisjs/ally'
import type { AllyUserContract, ApiRequestContract, Oauth2AccessToken } from '@adonisjs/ally/types'
import type { HttpContext } from '@adonisjs/core/http'
import { jwtVerify } from 'jose'
import type { JWTPayload } from 'jose'
import { discover } from './discover.ts'
import type { ProviderName, ProviderSettings } from './settings.ts'

interface OpenIdToken extends Oauth2AccessToken {
  readonly id_token?: unknown
}

const SCOPES = ['openid', 'email', 'profile']

/**
 * Signs on by any OpenID provider: its addresses are discovered, the code is bound to this browser by state and PKCE,
 * and the ID token by its signature, audience and nonce.
 */
export class OpenIdDriver extends Oauth2Driver<OpenIdToken, string> {
  protected accessTokenUrl = ''
  protected authorizeUrl = ''
  protected codeParamName = 'code'
  protected errorParamName = 'error'
  protected stateParamName = 'state'
  protected scopeParamName = 'scope'
  protected scopesSeparator = ' '
  protected stateCookieName: string
  protected override codeVerifierCookieName: string

  constructor(
    ctx: HttpContext,
    private readonly settings: ProviderSettings,
    name: ProviderName,
    callbackUrl: string
  ) {
    const { clientId, clientSecret } = settings
    super(ctx, { clientId, clientSecret, callbackUrl })
    this.stateCookieName = `rw_${name}_state`
    this.codeVerifierCookieName = `rw_${name}_verifier`
    this.loadState()
  }

  /** Sends the browser to the provider; the nonce comes back inside the ID token. */
  async begin(nonce: string): Promise<void> {
    await this.#locate()
    await this.redirect((request) => {
      request.scopes(SCOPES).param('response_type', 'code').param('nonce', nonce)
    })
  }

  /**
   * Who came back, by the claims of the ID token.
   * @throws Error where anything about the answer is not as it must be.
   */
  async finish(nonce: string): Promise<JWTPayload> {
    const { keys, issuer } = await this.#locate()
    const { id_token: idToken } = await this.accessToken()
    if (typeof idToken !== 'string') throw new Error('The provider sent no ID token.')
    const { payload } = await jwtVerify(idToken, keys, {
      issuer,
      audience: this.settings.clientId,
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: 30,
    })
    if (payload.nonce !== nonce) throw new Error('The ID token is of another sign-on.')
    return payload
  }

  protected override configureAccessTokenRequest(request: ApiRequestContract): void {
    request.parseAs('json')
  }

  override stateMisMatch(): boolean {
    return !this.stateCookieValue || super.stateMisMatch()
  }

  accessDenied(): boolean {
    return this.getError() === 'access_denied'
  }

  /** What is known of a person is in the ID token; `finish` reads it. */
  user(_callback?: (request: ApiRequestContract) => void): Promise<AllyUserContract<OpenIdToken>> {
    return Promise.reject(new Error('Use finish: a profile without a nonce is not taken.'))
  }

  userFromToken(): Promise<AllyUserContract<{ token: string; type: 'bearer' }>> {
    return Promise.reject(new Error('Use finish: an access token says nothing of who sent it.'))
  }

  async #locate() {
    const found = await discover(this.settings.issuer)
    this.authorizeUrl = found.authorizeUrl
    this.accessTokenUrl = found.tokenUrl
    return found
  }
}
