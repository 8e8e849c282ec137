import type { Account } from 'oidc-provider'
import User from '#models/user'
import { areDemoAccountsOpen } from '#services/identity/demo_accounts'

/** The person of this number, if they may sign in here; undefined ends what was granted for them. */
export async function findAccount(_ctx: unknown, id: string): Promise<Account | undefined> {
  const user = await User.find(Number(id))
  if (!user || user.isMachine || (user.isDemo && !areDemoAccountsOpen())) return undefined
  return { accountId: id, claims: () => ({ sub: id }) }
}
