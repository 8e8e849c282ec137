import { request, requestTagged } from './request.ts'

export type PlanState = 'draft' | 'in_review' | 'approved' | 'scheduled' | 'in_force' | 'retired'

/** What a person can do to a version of a plan in the portal. */
export type PlanMove =
  'submit' | 'approve' | 'send_back' | 'schedule' | 'publish' | 'withdraw' | 'roll_back'

/** A plan that can be rated, by its newest published version. */
export interface PlanListing {
  readonly name: string
  readonly title: string
  readonly state: string
  readonly version: string
}

/** The first day on a clock, and the first that is no longer the version's. */
export interface PlanDays {
  readonly from: string
  readonly until: string | null
}

export interface PlanVersion {
  readonly number: number
  readonly label: string
  readonly state: PlanState
  readonly newBusiness: PlanDays | null
  readonly renewals: PlanDays | null
  readonly basedOn: number | null
  readonly author: string | null
  readonly createdAt: string
  /** What the signed-in person may do to it now. */
  readonly moves: readonly (PlanMove | 'edit' | 'copy')[]
}

export interface PlanEvent {
  readonly number: number
  readonly kind: string
  readonly reason: string | null
  readonly actor: string | null
  readonly recorded_at: string
}

/** A plan with all its versions, newest first, and what was done to them. */
export interface PlanLife {
  readonly name: string
  readonly title: string
  readonly state: string
  /** The day it is in the plan's state. */
  readonly today: string
  readonly versions: readonly PlanVersion[]
  readonly journal: readonly PlanEvent[]
}

export interface PlanSource {
  readonly name: string
  readonly text: string
}

/** A version with its texts, and the entity tag that a move must send back. */
export interface PlanVersionInFull extends PlanVersion {
  readonly sources: readonly PlanSource[]
  readonly etag: string | null
}

export interface Place {
  readonly line: number
  readonly column: number
}

export interface PlanDiagnostic {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly message: string
  readonly help: string | null
  readonly source: string
  readonly from: Place
  readonly to: Place
}

export interface PlanChange {
  readonly kind: string
  readonly what: string
  readonly before: string | null
  readonly after: string | null
  readonly note: string | null
  readonly cells: readonly PlanChange[]
}

export interface PlanComparison {
  readonly same: boolean
  readonly header: readonly PlanChange[]
  readonly groups: readonly {
    readonly part: string
    readonly name: string
    readonly title: string | null
    readonly changes: readonly PlanChange[]
  }[]
}

/** The routes of plans and their versions. */
export const planApi = {
  list: (signal?: AbortSignal) => get<readonly PlanListing[]>('/api/v1/plans', signal),

  life: async (plan: string, signal?: AbortSignal): Promise<PlanLife> => {
    const raw = await get<Omit<PlanLife, 'versions'> & { versions: readonly RawVersion[] }>(
      versionsPath(plan),
      signal
    )
    return { ...raw, versions: raw.versions.map(readVersion) }
  },

  version: async (plan: string, number: number, signal?: AbortSignal) => {
    const path = `${versionsPath(plan)}/${number}?include=sources`
    const { body, etag } = await requestTagged<Envelope<RawVersionInFull>>('GET', path, { signal })
    const { product, plan: text, base, regulation, tables } = body.data.sources
    const csv = Object.entries({ ...base?.tables, ...tables }).map(([name, content]) => ({
      name,
      text: content,
    }))
    const sources = [
      ...[text, ...(regulation ? [regulation] : []), ...(base ? [base.plan] : []), product],
      ...csv,
    ]
    return { ...readVersion(body.data), sources, etag } satisfies PlanVersionInFull
  },

  diagnostics: (plan: string, number: number, signal?: AbortSignal) =>
    get<{ readonly errors: number; readonly diagnostics: readonly PlanDiagnostic[] }>(
      `${versionsPath(plan)}/${number}/diagnostics`,
      signal
    ),

  compare: (plan: string, before: number, after: number, signal?: AbortSignal) =>
    get<PlanComparison>(`${versionsPath(plan)}/${before}/compare/${after}`, signal),

  draft: async (plan: string, from: number, reason: string): Promise<number> => {
    const body = { from, ...(reason && { reason }) }
    const answer = await request<Envelope<RawVersion>>('POST', versionsPath(plan), { body })
    return answer.data.number
  },

  move: (plan: string, number: number, move: PlanMove, body: Readonly<Record<string, string>>) =>
    request<unknown>('POST', `${versionsPath(plan)}/${number}/${move.replaceAll('_', '-')}`, {
      body,
    }),
}

interface Envelope<T> {
  readonly data: T
}

interface RawVersion {
  readonly number: number
  readonly label: string
  readonly state: PlanState
  readonly new_business: PlanDays | null
  readonly renewals: PlanDays | null
  readonly based_on: number | null
  readonly author: string | null
  readonly created_at: string
  readonly moves: PlanVersion['moves']
}

interface RawVersionInFull extends RawVersion {
  readonly sources: {
    readonly product: PlanSource
    readonly plan: PlanSource
    readonly base: {
      readonly plan: PlanSource
      readonly tables: Readonly<Record<string, string>>
    } | null
    readonly regulation: PlanSource | null
    readonly tables: Readonly<Record<string, string>>
  }
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const envelope = await request<Envelope<T>>('GET', path, { signal })
  return envelope.data
}

function versionsPath(plan: string): string {
  return `/api/v1/plans/${encodeURIComponent(plan)}/versions`
}

function readVersion(raw: RawVersion): PlanVersion {
  return {
    number: raw.number,
    label: raw.label,
    state: raw.state,
    newBusiness: raw.new_business,
    renewals: raw.renewals,
    basedOn: raw.based_on,
    author: raw.author,
    createdAt: raw.created_at,
    moves: raw.moves,
  }
}
