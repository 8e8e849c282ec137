export interface DemoLogin {
  readonly email: string
  readonly password: string
}

/** The demo account that the server wrote into the page; it does so only where such accounts exist. */
export function demoLogin(): DemoLogin | null {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="demo-login"]')
  const { email, password } = meta?.dataset ?? {}
  return email && password ? { email, password } : null
}
