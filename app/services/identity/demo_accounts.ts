import env from '#start/env'
import type { Role } from '#services/quotes/life/moves'

/** The account that everyone may use where demo accounts are open. */
export const DEMO_LOGIN = {
  email: 'agent@ratewright.example',
  password: 'ratewright-demo',
} as const

/** One account for each part that someone plays; all have the password of the first. */
export const DEMO_ACCOUNTS: readonly {
  readonly role: Role
  readonly fullName: string
  readonly email: string
}[] = [
  { role: 'agent', fullName: 'Dana Agent', email: DEMO_LOGIN.email },
  { role: 'underwriter', fullName: 'Uma Underwriter', email: 'underwriter@ratewright.example' },
  { role: 'product_author', fullName: 'Pat Author', email: 'author@ratewright.example' },
  { role: 'reviewer', fullName: 'Rae Reviewer', email: 'reviewer@ratewright.example' },
]

/** Whether demo accounts may sign in: only where this machine alone can reach the address. */
export function areDemoAccountsOpen(): boolean {
  return env.get('DEMO_ACCOUNTS', false)
}
