import { applicationKey } from '#services/privacy/quote_key'

/** By what the cookies of the authorization server are signed; the same on all instances. */
export function cookieKeys(): string[] {
  return [applicationKey('oauth cookies').export().toString('hex')]
}
