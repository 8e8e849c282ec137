import type { ApiClient } from '@japa/api-client'
import { DateTime } from 'luxon'
import { exampleRequest, type Agent } from '#tests/harness/agent'

export type QuoteRequest = Awaited<ReturnType<typeof exampleRequest>>

/** A request whose cover begins after today, so that the quote is open. */
export async function openRequest(): Promise<QuoteRequest> {
  const body = await exampleRequest()
  body.facts.policy.effective_on = DateTime.utc().plus({ days: 20 }).toFormat('yyyy-MM-dd')
  return body
}

/** No prior insurance, which the plan refers to an underwriter. */
export function referred(body: QuoteRequest): QuoteRequest {
  body.facts.policy.prior_cover = 'none'
  return body
}

/** Stores a quote of the request; resolves to its id. */
export async function quoteOf(
  client: ApiClient,
  { token }: Agent,
  body: QuoteRequest
): Promise<string> {
  const created = await client.post('/api/v1/quotes').bearerToken(token).json(body)
  created.assertStatus(201)
  return created.body().data.id
}

/** Sends a body to a path below `/quotes`. */
export function post(client: ApiClient, { token }: Agent, path: string, body: object = {}) {
  return client.post(`/api/v1/quotes/${path}`).bearerToken(token).json(body)
}

/** A quote as the API shows it, with its entity tag. */
export async function shown(client: ApiClient, { token }: Agent, id: string) {
  const response = await client.get(`/api/v1/quotes/${id}`).bearerToken(token)
  return { ...response.body().data, etag: response.header('etag') }
}
