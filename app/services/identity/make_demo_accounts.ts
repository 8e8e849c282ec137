import User from '#models/user'
import { DEMO_ACCOUNTS, DEMO_LOGIN } from './demo_accounts.ts'

/** Makes sure that there is a demo account of each role; resolves to them in the order of their list. */
export async function makeDemoAccounts(): Promise<readonly User[]> {
  const users: User[] = []
  for (const { role, fullName, email } of DEMO_ACCOUNTS) {
    const { password } = DEMO_LOGIN
    const more = { fullName, password, role, isDemo: true }
    users.push(await User.firstOrCreate({ email }, more))
  }
  return users
}
