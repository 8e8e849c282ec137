import { Problem } from '#exceptions/problem'
import type { SignInFailure } from '#services/identity/sign_in'

/** The problem document for a refused sign-in; it does not say whether the account exists. */
export function signInProblem(failure: SignInFailure): Problem {
  switch (failure.type) {
    case 'wrong_credentials':
      return new Problem(401, 'wrong_credentials', 'The email or the password is wrong.')
    case 'too_many_attempts':
      return new Problem(429, 'too_many_attempts', `Try again in ${failure.seconds} seconds.`, {
        headers: { 'retry-after': String(failure.seconds) },
      })
  }
}
