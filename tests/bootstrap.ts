import { authApiClient } from '@adonisjs/auth/plugins/api_client'
import app from '@adonisjs/core/services/app'
import { ApiClient, apiClient } from '@japa/api-client'
import { assert } from '@japa/assert'
import { browserClient } from '@japa/browser-client'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'
import { chromium } from 'playwright'
import { findBrowser } from './harness/find_browser.ts'
import { judgeAnswers } from './harness/openapi.ts'
import { serveForTests } from './harness/serve_for_tests.ts'

type Hooks = Required<Pick<Config, 'plugins' | 'configureSuite'>>

export const plugins: Hooks['plugins'] = [
  assert(),
  pluginAdonisJS(app),
  apiClient(),
  authApiClient(app),
  browserClient({
    runInSuites: ['browser'],
    launcher: async (options) =>
      chromium.launch({ ...options, executablePath: await findBrowser(), args: ['--no-sandbox'] }),
  }),
]

/** Unit tests run without a server and a database; the others get both. */
export const configureSuite: Hooks['configureSuite'] = (suite) => {
  if (suite.name === 'unit') return
  suite.setup(serveForTests)
  if (suite.name === 'functional') judgeAnswers(ApiClient)
}
