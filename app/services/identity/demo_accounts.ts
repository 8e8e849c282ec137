import env from '#start/env'

/** The account that everyone may use where demo accounts are open. */
export const DEMO_LOGIN = {
  email: 'agent@ratewright.example',
  password: 'ratewright-demo',
} as const

/** Whether demo accounts may sign in: only where this machine alone can reach the address. */
export function areDemoAccountsOpen(): boolean {
  return env.get('DEMO_ACCOUNTS', false)
}
