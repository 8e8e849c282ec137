import { indexEntities } from '@adonisjs/core'
import { defineConfig } from '@adonisjs/core/app'

export default defineConfig({
  directories: { commands: 'app/commands' },
  commands: [() => import('@adonisjs/core/commands'), () => import('@adonisjs/lucid/commands')],
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    () => import('@adonisjs/core/providers/edge_provider'),
    { file: () => import('@adonisjs/core/providers/repl_provider'), environment: ['repl', 'test'] },
    () => import('@adonisjs/lucid/database_provider'),
    () => import('@adonisjs/session/session_provider'),
    () => import('@adonisjs/shield/shield_provider'),
    () => import('@adonisjs/auth/auth_provider'),
    () => import('@adonisjs/ally/ally_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('@adonisjs/static/static_provider'),
    () => import('@adonisjs/mail/mail_provider'),
    () => import('#providers/portal_provider'),
    () => import('@adonisjs/transmit/transmit_provider'),
    () => import('#providers/live_provider'),
    () => import('#providers/publications_provider'),
    () => import('#providers/requote_provider'),
    () => import('#providers/expiry_provider'),
    () => import('#providers/housekeeping_provider'),
    () => import('#providers/notices_provider'),
  ],
  preloads: [
    () => import('#start/kernel'),
    { file: () => import('#start/routes'), environment: ['web', 'test', 'console', 'repl'] },
    { file: () => import('#start/transmit'), environment: ['web', 'test'] },
  ],
  tests: {
    suites: [
      { name: 'unit', files: ['tests/unit/**/*.spec.ts'], timeout: 10_000 },
      { name: 'functional', files: ['tests/functional/**/*.spec.ts'], timeout: 60_000 },
      { name: 'browser', files: ['tests/browser/**/*.spec.ts'], timeout: 120_000 },
    ],
    forceExit: false,
  },
  hooks: { init: [indexEntities()] },
})
