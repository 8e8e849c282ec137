/** Someone whose word is taken on who a person is. */
interface Provider {
  readonly name: string
  readonly title: string
  /** Where signing on begins; the browser comes back to `next`. */
  path(next: string): string
}

const TITLES: Readonly<Record<string, string>> = {
  google: 'Google',
  entra: 'Microsoft',
  okta: 'Okta',
  auth0: 'Auth0',
}

const REFUSALS: Readonly<Record<string, string>> = {
  email_not_verified: 'Your provider does not vouch for your address, so you were not let in.',
  unknown_domain: 'People of your domain are not let in here. Ask whoever runs this server.',
  not_for_people: 'This address belongs to an account that nobody signs on to.',
  denied: 'You did not agree at your provider, so you were not let in.',
  failed: 'Signing on did not work. Try again; if it stays so, tell whoever runs this server.',
}

/** The providers that this server offers; none unless its operator named them. */
export function offeredProviders(): readonly Provider[] {
  const content = document.querySelector('meta[name="sign-on"]')?.getAttribute('content') ?? ''
  return content
    .split(' ')
    .filter((name) => name in TITLES)
    .map((name) => ({
      name,
      title: TITLES[name] ?? name,
      path: (next) => `/session/${name}/begin?next=${encodeURIComponent(next)}`,
    }))
}

/** Why someone was sent back to the sign-in page; null where nobody was refused. */
export function refusalInWords(code: unknown): string | null {
  return typeof code === 'string' && Object.hasOwn(REFUSALS, code) ? (REFUSALS[code] ?? null) : null
}
