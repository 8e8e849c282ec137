import { defineConfig, stores } from '@adonisjs/session'
import { secureCookies, sessionCookie } from '#config/app'

const sessionConfig = defineConfig({
  enabled: true,
  cookieName: sessionCookie,
  clearWithBrowser: false,
  age: '12h',
  cookie: { path: '/', httpOnly: true, secure: secureCookies, sameSite: 'lax' },
  store: 'database',
  stores: { database: stores.database() },
})

export default sessionConfig
