import app from '@adonisjs/core/services/app'
import { assert } from '@japa/assert'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'

type Hooks = Required<Pick<Config, 'plugins' | 'setup' | 'teardown'>>

export const plugins: Hooks['plugins'] = [assert(), pluginAdonisJS(app)]

/** Run once before all tests. */
export const setup: Hooks['setup'] = []

/** Run once after all tests. */
export const teardown: Hooks['teardown'] = []
