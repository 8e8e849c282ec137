import { defineConfig } from '@adonisjs/ally'
import type { HttpContext } from '@adonisjs/core/http'
import { issuer } from '#services/oauth/issuer'
import { OpenIdDriver } from '#services/sign_on/open_id_driver'
import { signOnSettings } from '#services/sign_on/offered_providers'
import type { ProviderName } from '#services/sign_on/settings'

/** The providers by which people sign on; config/sign_on.ts says which of them are offered. */
const allyConfig = defineConfig({
  google: by('google'),
  entra: by('entra'),
  okta: by('okta'),
  auth0: by('auth0'),
})

export default allyConfig

function by(name: ProviderName) {
  return (ctx: HttpContext): OpenIdDriver => {
    const settings = signOnSettings().providers[name]
    if (!settings) throw new Error(`${name} is not offered.`)
    return new OpenIdDriver(ctx, settings, name, `${issuer()}/session/${name}/callback`)
  }
}

declare module '@adonisjs/ally/types' {
  interface SocialProviders extends InferSocialProviders<typeof allyConfig> {}
}
