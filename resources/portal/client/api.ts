import { request, requestTagged } from './request.ts'
import type {
  Difference,
  Lever,
  Move,
  Person,
  Policy,
  PricedOption,
  Quote,
  QuoteFacts,
  QuotePage,
  QuoteSummary,
  RatingSummary,
  StoredProgram,
  Worksheet,
} from './types.ts'

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
    const { body, etag } = await requestTagged<Envelope<RawQuoteInFull>>('GET', quotePath(id), {
      signal,
    })
    const raw = body.data
    const versions = raw.versions.map((version) => ({
      number: version.number,
      decision: version.decision,
      total: version.total,
      recordedAt: version.recorded_at,
    }))
    const journal = raw.journal.map(({ kind, reason, actor, recorded_at: recordedAt }) => {
      return { kind, reason, actor, recordedAt }
    })
    const { moves, blocked, elections, policy_number: policyNumber, rerate } = raw
    const life = { versions, journal, moves, blocked, elections, policyNumber, rerate }
    return { ...readQuote(raw), ...life, etag }
  },

  version: (id: string, number: number, signal?: AbortSignal) =>
    get<QuoteFacts>(`${quotePath(id)}/versions/${number}`, signal),

  difference: (id: string, from: number, to: number, signal?: AbortSignal) =>
    get<Difference>(`${quotePath(id)}/versions/compare?from=${from}&to=${to}`, signal),

  rate: async (plan: string, facts: unknown, transaction: string): Promise<RatingSummary> => {
    const body = { plan, facts, transaction }
    const { data } = await request<Envelope<RatingSummary>>('POST', '/api/v1/ratings', { body })
    return data
  },

  revise: (id: string, { etag, reason, ...change }: Revision) =>
    request<unknown>('POST', `${quotePath(id)}/versions`, {
      body: { ...change, ...(reason && { reason }) },
      ifMatch: etag,
    }),

  tellPresence: (id: string, state: 'here' | 'gone', at: string | null = null) =>
    request<unknown>('POST', `${quotePath(id)}/presence`, {
      body: { state, ...(at !== null && { at }) },
    }),

  proposalPath: (id: string) => `${quotePath(id)}/proposal.pdf`,

  declarationsPath: (number: string) =>
    `/api/v1/policies/${encodeURIComponent(number)}/declarations.pdf`,

  options: async (id: string): Promise<readonly PricedOption[]> => {
    const path = `${quotePath(id)}/options`
    const { data } = await request<Envelope<{ options: PricedOption[] }>>('POST', path, {
      body: {},
    })
    return data.options
  },

  levers: async (id: string): Promise<readonly Lever[]> => {
    const { levers } = await get<{ levers: Lever[] }>(`${quotePath(id)}/levers`)
    return levers
  },

  move: (id: string, move: Exclude<Move, 'revise' | 'bind'>, reason: string, etag: string | null) =>
    request<unknown>('POST', `${quotePath(id)}/${move}`, {
      body: reason ? { reason } : {},
      ifMatch: etag,
    }),

  rerate: (id: string, etag: string | null) =>
    request<unknown>('POST', `${quotePath(id)}/rerate`, { body: {}, ifMatch: etag }),

  bind: (id: string, instalments: number, etag: string | null) =>
    request<unknown>('POST', `${quotePath(id)}/bind`, { body: { instalments }, ifMatch: etag }),

  elect: (id: string, rule: string, note: string) =>
    request<unknown>('POST', `${quotePath(id)}/elections`, {
      body: { rule, ...(note && { note }) },
    }),

  policy: async (number: string, signal?: AbortSignal): Promise<Policy> =>
    readPolicy(await get<RawPolicy>(`/api/v1/policies/${encodeURIComponent(number)}`, signal)),

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

interface Revision {
  readonly facts: unknown
  readonly transaction: string
  readonly reason: string
  readonly etag: string | null
}

interface RawQuote {
  readonly id: number | string
  readonly version: number
  readonly status: QuoteSummary['status']
  readonly expires_on: string | null
  readonly expiry_reason: string | null
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

interface RawQuoteInFull extends RawQuote {
  readonly journal: readonly {
    readonly kind: string
    readonly reason: string | null
    readonly actor: string | null
    readonly recorded_at: string
  }[]
  readonly moves: readonly Move[]
  readonly blocked: Quote['blocked']
  readonly elections: Quote['elections']
  readonly policy_number: string | null
  readonly rerate: Quote['rerate']
  readonly versions: readonly {
    readonly number: number
    readonly decision: QuoteSummary['decision']
    readonly total: string
    readonly recorded_at: string
  }[]
}

interface RawPolicy {
  readonly number: string
  readonly quote_id: string
  readonly plan: Policy['plan']
  readonly begins_on: string
  readonly ends_on: string
  readonly currency: string
  readonly total: string
  readonly program_hash: string
  readonly bound_at: string
  readonly bound_by: { readonly name: string }
  readonly instalments: readonly {
    readonly number: number
    readonly due_on: string
    readonly amount: string
  }[]
}

function readPolicy(raw: RawPolicy): Policy {
  return {
    number: raw.number,
    quoteId: raw.quote_id,
    plan: raw.plan,
    beginsOn: raw.begins_on,
    endsOn: raw.ends_on,
    currency: raw.currency,
    total: raw.total,
    programHash: raw.program_hash,
    boundAt: raw.bound_at,
    boundBy: raw.bound_by.name,
    instalments: raw.instalments.map(({ number, due_on: dueOn, amount }) => {
      return { number, dueOn, amount }
    }),
  }
}

function readPerson(raw: RawPerson): Person {
  return { id: String(raw.id), name: raw.full_name, email: raw.email }
}

function readQuote(raw: RawQuote): QuoteSummary {
  return {
    id: String(raw.id),
    version: raw.version,
    status: raw.status,
    expiresOn: raw.expires_on,
    expiryReason: raw.expiry_reason,
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
