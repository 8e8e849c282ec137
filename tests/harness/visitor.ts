import { issuer } from '#services/oauth/issuer'

interface Cookie {
  readonly value: string
  readonly path: string
}

/** A browser, as far as cookies, their paths and redirects go. */
export class Visitor {
  readonly #cookies = new Map<string, Cookie>()

  /** Asks for an address of this platform; a redirect is not followed. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, issuer())
    const headers = new Headers(init.headers)
    const sent = [...this.#cookies].filter(([, cookie]) => url.pathname.startsWith(cookie.path))
    headers.set(
      'cookie',
      sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ')
    )
    const token = this.#cookies.get('XSRF-TOKEN /')?.value
    if (token !== undefined) headers.set('x-xsrf-token', decodeURIComponent(token))
    if (init.body) headers.set('content-type', 'application/json')
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    return response
  }

  /** Signs in at the portal's door. */
  async signIn(email: string, password: string): Promise<void> {
    await this.fetch('/')
    const body = JSON.stringify({ email, password })
    const response = await this.fetch('/session', { method: 'POST', body })
    if (response.status !== 204) throw new Error(`The sign-in answered ${response.status}`)
  }

  /** Follows redirects within this platform; resolves to the address that leads out of it, or to a page of it. */
  async follow(path: string): Promise<URL> {
    let url = new URL(path, issuer())
    for (let hop = 0; hop < 10; hop++) {
      const response = await this.fetch(url.href)
      await response.body?.cancel()
      const location = response.headers.get('location')
      if (location === null) return url
      url = new URL(location, url)
      if (url.origin !== issuer()) return url
    }
    throw new Error('It goes round in circles')
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
    const [, path = '/'] = /;\s*path=([^;]*)/i.exec(cookie) ?? []
    const key = `${name} ${path}`
    if (value === '') this.#cookies.delete(key)
    else this.#cookies.set(key, { value, path })
  }
}
