import { request } from './request.ts'
import type { Person, Quote, QuotePage, QuoteSummary, StoredProgram, Worksheet } from './types.ts'

/** Every route that the portal calls, and the only file that knows their spelling. */
export const api = {
  signIn: (credentials: { readonly email: string; readonly password: string }) =>
    request<unknown>('POST', '/session', { body: credentials }),

  signOut: () => request<unknown>('DELETE', '/session'),

  me: async (): Promise<Person> => readPerson(await get<RawPerson>('/api/v1/me')),

  quotes: async (cursor: string | null, signal?: AbortSignal): Promise<QuotePage> => {
    const query = new URLSearchParams({ limit: '50' })
    if (cursor !== null) query.set('cursor', cursor)
    const page = await request<RawPage>('GET', `/api/v1/quotes?${query}`, { signal })
    return { quotes: page.data.map(readQuote), nextCursor: page.next_cursor }
  },

  quote: async (id: string, signal?: AbortSignal): Promise<Quote> => {
    const raw = await get<RawQuoteWithVersions>(quotePath(id), signal)
    const versions = raw.versions.map((version) => ({
      number: version.number,
      decision: version.decision,
      total: version.total,
      recordedAt: version.recorded_at,
    }))
    return { ...readQuote(raw), versions }
  },

  worksheet: (id: string, version: number, signal?: AbortSignal) =>
    get<Worksheet>(`${quotePath(id)}/versions/${version}/worksheet`, signal),

  program: (hash: string, signal?: AbortSignal) =>
    get<StoredProgram>(`/api/v1/programs/${encodeURIComponent(hash)}`, signal),
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const envelope = await request<Envelope<T>>('GET', path, { signal })
  return envelope.data
}

function quotePath(id: string): string {
  return `/api/v1/quotes/${encodeURIComponent(id)}`
}

interface Envelope<T> {
  readonly data: T
}

interface RawPerson {
  readonly id: number | string
  readonly full_name: string
  readonly email: string
}

interface RawPage extends Envelope<readonly RawQuote[]> {
  readonly next_cursor: string | null
}

interface RawQuote {
  readonly id: number | string
  readonly version: number
  readonly plan: QuoteSummary['plan']
  readonly transaction: QuoteSummary['transaction']
  readonly effective_on: string
  readonly decision: QuoteSummary['decision']
  readonly currency: string
  readonly premium: string
  readonly fee_total: string
  readonly total: string
  readonly program_hash: string
  readonly actor: { readonly name: string }
  readonly recorded_at: string
}

interface RawQuoteWithVersions extends RawQuote {
  readonly versions: readonly {
    readonly number: number
    readonly decision: QuoteSummary['decision']
    readonly total: string
    readonly recorded_at: string
  }[]
}

function readPerson(raw: RawPerson): Person {
  return { id: String(raw.id), name: raw.full_name, email: raw.email }
}

function readQuote(raw: RawQuote): QuoteSummary {
  return {
    id: String(raw.id),
    version: raw.version,
    plan: raw.plan,
    transaction: raw.transaction,
    effectiveOn: raw.effective_on,
    decision: raw.decision,
    currency: raw.currency,
    premium: raw.premium,
    feeTotal: raw.fee_total,
    total: raw.total,
    programHash: raw.program_hash,
    actor: raw.actor.name,
    recordedAt: raw.recorded_at,
  }
}
