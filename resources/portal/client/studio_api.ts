import type { Mend } from './mend.ts'
import type { Place, PlanDiagnostic } from './plan_api.ts'
import { request, requestTagged } from './request.ts'

/** What a file of a version is to its plan; what belongs to the countrywide plan or the product is only read here. */
export type StudioPart = 'plan' | 'regulation' | 'table' | 'base' | 'base_table' | 'product'

/** One text of a version, by the name that diagnostics have for it. */
export interface StudioFile {
  readonly name: string
  readonly part: StudioPart
  readonly text: string
}

export interface StudioDiagnostic extends PlanDiagnostic {
  /** Absent where the compiler knows of none that is without doubt. */
  readonly mend?: Mend | null
}

/** What the compiler makes of the texts; the hash is null where they do not compile. */
export interface Judged {
  readonly program_hash: string | null
  readonly errors: number
  readonly diagnostics: readonly StudioDiagnostic[]
}

/** The texts of a version and the tag that a save has to send back. */
export interface StudioTexts {
  readonly files: readonly StudioFile[]
  readonly etag: string | null
}

/** New texts of a draft, by the part of the plan that they are. */
export interface TextChange {
  readonly plan?: string
  readonly regulation?: string
  readonly tables?: Readonly<Record<string, string>>
}

export interface WorkedExample {
  readonly title: string
  readonly source: string
  readonly from: Place
  readonly facts: Readonly<Record<string, unknown>>
  readonly holds: boolean
  readonly failures: readonly {
    readonly message: string
    readonly source: string
    readonly from: Place
  }[]
}

export interface CoveragePoint {
  readonly id: string
  readonly kind: string
  readonly of: string
  readonly what: string
  readonly at: (Place & { readonly source?: string }) | null
  readonly reach: 'examples' | 'generated' | 'never'
}

export interface Coverage {
  readonly examples: number
  readonly covered_percent: number
  readonly points: readonly CoveragePoint[]
}

export interface PlanDifference {
  readonly against: number
  readonly before: string
  readonly after: string
  readonly amount: string
  readonly parts: readonly {
    readonly kind: 'facts' | 'rates' | 'fees'
    readonly title: string
    readonly amount: string
  }[]
  readonly premiums: readonly {
    readonly entity: string
    readonly number: number
    readonly coverage: string | null
    readonly title: string
    readonly before: string | null
    readonly after: string | null
  }[]
}

export interface MovedRisk {
  readonly number: number | null
  readonly quote_id: string | null
  readonly before: string
  readonly after: string
  readonly change: string
  readonly change_percent: string | null
  readonly facts: Readonly<Record<string, unknown>> | null
}

interface Movement {
  readonly risks: number
  readonly more: number
  readonly less: number
  readonly mean_before: string
  readonly mean_after: string
  readonly change_percent: string | null
}

export interface Impact extends Movement {
  readonly of: 'book' | 'quotes'
  readonly against: number
  readonly currency: string
  readonly same: number
  readonly not_compared: number
  readonly before: string
  readonly after: string
  readonly bands: readonly {
    readonly from: string | null
    readonly to: string | null
    readonly risks: number
  }[]
  readonly percentiles: readonly { readonly percent: number; readonly change_percent: string }[]
  readonly decisions: readonly {
    readonly from: string
    readonly to: string
    readonly risks: number
  }[]
  readonly dimensions: readonly {
    readonly name: string
    readonly title: string
    readonly groups: readonly (Movement & { readonly value: string })[]
  }[]
  readonly worst: readonly MovedRisk[]
  readonly best: readonly MovedRisk[]
}

interface Envelope<T> {
  readonly data: T
}

/** The routes of the studio. */
export const studioApi = {
  texts: async (plan: string, number: number, signal?: AbortSignal): Promise<StudioTexts> => {
    const path = `${versionPath(plan, number)}?include=sources`
    const { body, etag } = await requestTagged<Envelope<RawTexts>>('GET', path, { signal })
    return { files: filesOf(body.data.sources), etag }
  },

  save: async (plan: string, number: number, change: TextChange, etag: string | null) => {
    const { body, etag: now } = await requestTagged<Envelope<Judged>>(
      'PUT',
      `${versionPath(plan, number)}/sources`,
      { body: change, ifMatch: etag }
    )
    return { judged: body.data, etag: now }
  },

  judge: (plan: string, number: number, signal?: AbortSignal) =>
    get<Judged>(`${versionPath(plan, number)}/diagnostics`, signal),

  examples: (plan: string, number: number, signal?: AbortSignal) =>
    get<readonly WorkedExample[]>(`${versionPath(plan, number)}/examples`, signal),

  coverage: (plan: string, number: number, signal?: AbortSignal) =>
    get<Coverage>(`${versionPath(plan, number)}/coverage`, signal),

  difference: (plan: string, number: number, facts: unknown, signal?: AbortSignal) =>
    post<PlanDifference>(`${versionPath(plan, number)}/difference`, { facts }, signal),

  impact: (
    plan: string,
    number: number,
    wish: { readonly of: 'book' | 'quotes'; readonly size: number },
    signal?: AbortSignal
  ) => post<Impact>(`${versionPath(plan, number)}/impact`, wish, signal),
}

interface RawSource {
  readonly name: string
  readonly text: string
}

interface RawTexts {
  readonly sources: {
    readonly product: RawSource
    readonly plan: RawSource
    readonly base: {
      readonly plan: RawSource
      readonly tables: Readonly<Record<string, string>>
    } | null
    readonly regulation: RawSource | null
    readonly tables: Readonly<Record<string, string>>
  }
}

/** The plan's own texts first, then what it stands on. */
function filesOf(sources: RawTexts['sources']): readonly StudioFile[] {
  const { plan, regulation, tables, base, product } = sources
  const tablesAs = (texts: Readonly<Record<string, string>>, part: StudioPart) =>
    Object.entries(texts).map(([name, text]) => ({ name, text, part }))
  return [
    { ...plan, part: 'plan' },
    ...tablesAs(tables, 'table'),
    ...(regulation ? [{ ...regulation, part: 'regulation' as const }] : []),
    ...(base ? [{ ...base.plan, part: 'base' as const }] : []),
    ...tablesAs(base?.tables ?? {}, 'base_table'),
    { ...product, part: 'product' },
  ]
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const { data } = await request<Envelope<T>>('GET', path, { signal })
  return data
}

async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const { data } = await request<Envelope<T>>('POST', path, { body, signal })
  return data
}

function versionPath(plan: string, number: number): string {
  return `/api/v1/plans/${encodeURIComponent(plan)}/versions/${number}`
}
