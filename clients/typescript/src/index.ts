import createClient from 'openapi-fetch'
import type { Client } from 'openapi-fetch'
import type { components, paths } from './schema.ts'

export type { components, paths }

/** What a plan is asked to rate. */
export type RatingRequest = components['schemas']['RatingRequest']

/** What comes of it: decision, reasons, premiums. */
export type Rating = components['schemas']['Rating']

/** A quote by its newest version. */
export type QuoteSummary = components['schemas']['QuoteSummary']

/** A refusal or a fault, as RFC 9457 says. */
export type Problem = components['schemas']['Problem']

export interface ClientOptions {
  /** Where the platform is, such as `https://rates.example`. */
  readonly baseUrl: string
  /** A bearer token. */
  readonly token: string
  /** Takes the place of the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>
}

/** A client of the API whose paths, parameters, bodies and answers are typed. */
export function createRatewrightClient({ baseUrl, token, fetch }: ClientOptions): Client<paths> {
  return createClient<paths>({
    baseUrl,
    headers: { authorization: `Bearer ${token}` },
    ...(fetch && { fetch }),
  })
}
