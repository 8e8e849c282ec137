import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import User from '#models/user'
import type { Role } from '#services/quotes/life/moves'

/** A user of the tests with a bearer token. */
export interface Agent {
  readonly user: User
  readonly token: string
  readonly password: string
}

let made = 0

/** A new user of a role: an agent, unless another is asked for. */
export async function createAgent(role: Role = 'agent'): Promise<Agent> {
  const password = 'correct horse battery'
  const user = await User.create({
    fullName: `Agent ${++made}`,
    email: `agent-${made}-${process.pid}@test.example`,
    password,
    role,
  })
  const { value } = await User.accessTokens.create(user)
  if (value === undefined) throw new Error('A new token came without its value')
  return { user, token: value.release(), password }
}

/** A fresh copy of the first plugin's example request. */
export async function exampleRequest(): Promise<{
  plan: string
  transaction?: string
  facts: Record<string, unknown> & {
    policy: Record<string, unknown>
    drivers: Record<string, unknown>[]
    vehicles: (Record<string, unknown> & { coverages: Record<string, unknown> })[]
  }
}> {
  return JSON.parse(await readFile(app.makePath('plugins/tx/examples/quote.json'), 'utf8'))
}
