import { request } from './request.ts'

interface Envelope<T> {
  readonly data: T
}

/** A program's request to act for the person. */
export interface ConsentRequest {
  readonly client: { readonly name: string; readonly organisation: string | null }
  readonly scopes: readonly { readonly name: string; readonly means: string }[]
  readonly remembered: boolean
  readonly returns_to: string
}

/** A program that may ask for tokens. */
export interface ApiClient {
  readonly id: string
  readonly name: string
  readonly organisation: string | null
  readonly public: boolean
  readonly grants: readonly string[]
  readonly scopes: readonly string[]
  readonly role: string | null
  readonly redirect_uris: readonly string[]
  readonly created_at: string
  readonly last_used_at: string | null
}

/** What a new client is to be. */
export interface NewApiClient {
  readonly name: string
  readonly grants: readonly string[]
  readonly scopes: readonly string[]
  readonly role?: string
  readonly public?: boolean
  readonly redirect_uris?: readonly string[]
}

/** A client's id with the secret that is shown once; none for a public client. */
export interface ClientSecret {
  readonly id: string
  readonly secret: string | null
}

const CLIENTS = '/api/v1/oauth/clients'

/** The routes about programs. */
export const oauthApi = {
  consent: async (uid: string) => {
    const path = `/oauth/consent/${encodeURIComponent(uid)}/request`
    const { data } = await request<Envelope<ConsentRequest>>('GET', path)
    return data
  },

  answer: async (uid: string, granted: boolean): Promise<string> => {
    const path = `/oauth/consent/${encodeURIComponent(uid)}/answer`
    const { data } = await request<Envelope<{ next: string }>>('POST', path, { body: { granted } })
    return data.next
  },

  clients: async (signal?: AbortSignal): Promise<readonly ApiClient[]> => {
    const { data } = await request<Envelope<readonly ApiClient[]>>('GET', CLIENTS, { signal })
    return data
  },

  makeClient: async (client: NewApiClient): Promise<ClientSecret> => {
    const { data } = await request<Envelope<ClientSecret>>('POST', CLIENTS, { body: client })
    return data
  },

  rotateSecret: async (id: string): Promise<ClientSecret> => {
    const path = `${CLIENTS}/${encodeURIComponent(id)}/secret`
    const { data } = await request<Envelope<ClientSecret>>('POST', path, { body: {} })
    return data
  },

  revokeClient: (id: string) => request<unknown>('DELETE', `${CLIENTS}/${encodeURIComponent(id)}`),
}
