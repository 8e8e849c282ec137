import app from '@adonisjs/core/services/app'
import { PROVIDERS } from './settings.ts'
import type { ProviderName, SignOnSettings } from './settings.ts'

/** The settings of this instance. */
export function signOnSettings(): SignOnSettings {
  return app.config.get<SignOnSettings>('sign_on')
}

/** The providers that the operator named, in the order of the sign-in page. */
export function offeredProviders(): readonly ProviderName[] {
  const { providers } = signOnSettings()
  return PROVIDERS.filter((name) => providers[name] !== undefined)
}
