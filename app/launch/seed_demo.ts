import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Secret } from '@adonisjs/core/helpers'
import type { ApplicationService } from '@adonisjs/core/types'
import type User from '#models/user'
import { writeFirstQuote } from './first_quote.ts'
import type { LaunchSettings } from './settings.ts'
import { writePrivateFile } from './write_private_file.ts'

/** An account to try the platform with, and a bearer token of it. */
export interface Demo {
  readonly email: string
  readonly password: string
  readonly token: string
  /** A request body to rate; undefined where no plugin brings one. */
  readonly exampleFile: string | undefined
}

/** Makes sure of the demo accounts and of the agent's token, which is kept in the data folder's `demo_token`. */
export async function seedDemo(app: ApplicationService, settings: LaunchSettings): Promise<Demo> {
  const { default: Accounts } = await import('#models/user')
  const { makeDemoAccounts } = await import('#services/identity/make_demo_accounts')
  const { DEMO_LOGIN } = await import('#services/identity/demo_accounts')
  const { email, password } = DEMO_LOGIN
  const [agent] = await makeDemoAccounts()
  if (!agent) throw new Error('No demo account is listed')
  const file = join(settings.dataDir, 'demo_token')
  const kept = await readFile(file, 'utf8').catch(() => '')
  const isValid =
    kept !== '' && (await Accounts.accessTokens.verify(new Secret(kept.trim()))) !== null
  const token = isValid ? kept.trim() : await makeToken(agent)
  const exampleFile = await writeFirstQuote(app.makePath(), settings.dataDir, new Date())
  return { email, password, token, exampleFile }

  async function makeToken(owner: User): Promise<string> {
    const made = await Accounts.accessTokens.create(owner, ['*'], { name: 'demo' })
    if (made.value === undefined) throw new Error('A new token came without its value')
    const text = made.value.release()
    await writePrivateFile(file, `${text}\n`)
    return text
  }
}
