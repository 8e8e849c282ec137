import { request } from './request.ts'

/** A bulk re-quote and what it came to so far; amounts are sums over what was rated. */
export interface Requote {
  readonly id: string
  readonly plan: string
  readonly apply: boolean
  readonly status: 'running' | 'finished' | 'cancelled'
  readonly reason: string | null
  readonly size: number
  readonly rated: number
  readonly refused: number
  readonly raised: number
  readonly lowered: number
  readonly before: string
  readonly after: string
  readonly created_by: string
  readonly created_at: string
  readonly ended_at: string | null
}

/** What became of one quote. */
export interface RequoteItem {
  readonly quote_id: string
  readonly status: 'waiting' | 'rated' | 'refused'
  readonly before: string
  readonly after: string | null
  readonly version: number | null
  readonly detail: string | null
}

interface Envelope<T> {
  readonly data: T
}

/** The routes of bulk re-quotes. */
export const requoteApi = {
  /** The newest of a plan, and how many quotes one would take in now. */
  list: async (plan: string, signal?: AbortSignal) => {
    const { data, open } = await request<Envelope<readonly Requote[]> & { readonly open: number }>(
      'GET',
      `/api/v1/plans/${encodeURIComponent(plan)}/requotes`,
      { signal }
    )
    return { jobs: data, open }
  },

  begin: async (plan: string, body: { readonly apply: boolean; readonly reason?: string }) => {
    const path = `/api/v1/plans/${encodeURIComponent(plan)}/requotes`
    const { data } = await request<Envelope<Requote>>('POST', path, { body })
    return data
  },

  show: async (id: string, signal?: AbortSignal) => {
    const { data } = await request<Envelope<Requote>>('GET', jobPath(id), { signal })
    return data
  },

  items: async (id: string, cursor: string | null, signal?: AbortSignal) => {
    const query = new URLSearchParams({ limit: '200', ...(cursor !== null && { cursor }) })
    const page = await request<
      Envelope<readonly RequoteItem[]> & { readonly next_cursor: string | null }
    >('GET', `${jobPath(id)}/items?${query}`, { signal })
    return { items: page.data, next: page.next_cursor }
  },

  cancel: (id: string) => request<unknown>('POST', `${jobPath(id)}/cancel`, { body: {} }),
}

function jobPath(id: string): string {
  return `/api/v1/requotes/${encodeURIComponent(id)}`
}
