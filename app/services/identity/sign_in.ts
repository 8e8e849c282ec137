import { errors as authErrors } from '@adonisjs/auth'
import { errors as limiterErrors } from '@adonisjs/limiter'
import limiter from '@adonisjs/limiter/services/main'
import User from '#models/user'
import { areDemoAccountsOpen } from './demo_accounts.ts'

export interface Credentials {
  readonly email: string
  readonly password: string
}

export type SignInFailure =
  | { readonly type: 'wrong_credentials' }
  | { readonly type: 'too_many_attempts'; readonly seconds: number }

export type SignInResult =
  { readonly ok: true; readonly user: User } | { readonly ok: false; readonly error: SignInFailure }

const WINDOW = '15 mins'
const TRIES_PER_ACCOUNT = 10
const TRIES_PER_ADDRESS = 100

/**
 * The account that the credentials open. Tries are counted before they are judged, so that many at
 * once gain nothing: per account and address, and per address alone; success clears the former.
 */
export async function signIn(credentials: Credentials, address: string): Promise<SignInResult> {
  const email = credentials.email.toLowerCase()
  const perAccount = limiter.use({ requests: TRIES_PER_ACCOUNT, duration: WINDOW })
  const perAddress = limiter.use({ requests: TRIES_PER_ADDRESS, duration: WINDOW })
  const accountKey = `sign_in:${email}:${address}`
  try {
    await perAddress.consume(`sign_in:${address}`)
    await perAccount.consume(accountKey)
    const user = await User.verifyCredentials(email, credentials.password)
    if (user.isMachine || (user.isDemo && !areDemoAccountsOpen()))
      return refuse({ type: 'wrong_credentials' })
    await perAccount.delete(accountKey)
    return { ok: true, user }
  } catch (error) {
    if (error instanceof authErrors.E_INVALID_CREDENTIALS)
      return refuse({ type: 'wrong_credentials' })
    if (error instanceof limiterErrors.E_TOO_MANY_REQUESTS) {
      return refuse({ type: 'too_many_attempts', seconds: error.response.availableIn })
    }
    throw error
  }
}

function refuse(error: SignInFailure): SignInResult {
  return { ok: false, error }
}
