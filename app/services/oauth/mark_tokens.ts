import type Provider from 'oidc-provider'

/** What access tokens begin with, so that a scanner of leaked secrets knows them. */
export const ACCESS_TOKEN_PREFIX = 'rwa_'
const REFRESH_TOKEN_PREFIX = 'rwr_'

interface Model {
  readonly prototype: { generateTokenId(): string }
}

/** Makes tokens say by their beginning what they are. */
export function markTokens({ AccessToken, ClientCredentials, RefreshToken }: Provider): void {
  // The library has this method on its models; its types leave it out.
  mark(AccessToken as unknown as Model, ACCESS_TOKEN_PREFIX)
  mark(ClientCredentials as unknown as Model, ACCESS_TOKEN_PREFIX)
  mark(RefreshToken as unknown as Model, REFRESH_TOKEN_PREFIX)
}

function mark({ prototype }: Model, prefix: string): void {
  const random = prototype.generateTokenId
  prototype.generateTokenId = function () {
    return `${prefix}${random.call(this)}`
  }
}
