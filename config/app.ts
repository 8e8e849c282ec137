import { defineConfig } from '@adonisjs/core/http'
import env from '#start/env'

/** Name of the cookie that holds a browser's session id. */
export const sessionCookie = 'ratewright_session'

/** Session cookies are sent over TLS alone where the operator says that TLS stands in front. */
export const secureCookies = env.get('SECURE_COOKIES', false)

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  // What we answer has neither cycles nor bigints, for which the framework's own would look at each value.
  serializeJSON: (payload: unknown) => JSON.stringify(payload),
  router: { matcher: 'tree' },
  cookie: {
    domain: '',
    path: '/',
    maxAge: '12h',
    httpOnly: true,
    secure: secureCookies,
    sameSite: 'lax',
  },
})
