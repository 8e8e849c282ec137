import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { DEMO_ACCOUNTS, DEMO_LOGIN } from './demo_accounts.ts'

/**
 * Makes sure that there is a demo account of each role; resolves to them in the order of their list. Instances that
 * start together wait for each other.
 */
export function makeDemoAccounts(): Promise<readonly User[]> {
  return db.transaction(async (client) => {
    await client.rawQuery("select pg_advisory_xact_lock(hashtext('demo_accounts'))")
    const users: User[] = []
    for (const { role, fullName, email } of DEMO_ACCOUNTS) {
      const { password } = DEMO_LOGIN
      const more = { fullName, password, role, isDemo: true }
      users.push(await User.firstOrCreate({ email }, more, { client }))
    }
    return users
  })
}
