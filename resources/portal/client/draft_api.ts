import type { QuoteDraft, Questions } from './draft_types.ts'
import { request, requestTagged } from './request.ts'

/** The routes of quotes that are not rated yet. */
export const draftApi = {
  list: async (signal?: AbortSignal): Promise<readonly QuoteDraft[]> => {
    const path = '/api/v1/quotes/drafts'
    const { data } = await request<Envelope<readonly RawDraft[]>>('GET', path, { signal })
    return data.map((raw) => readDraft(raw, null))
  },

  start: async (plan: string, transaction: string, facts: unknown): Promise<QuoteDraft> => {
    const { body, etag } = await requestTagged<Envelope<RawDraft>>(
      'POST',
      '/api/v1/quotes/drafts',
      {
        body: { plan, transaction, facts },
      }
    )
    return readDraft(body.data, etag)
  },

  show: async (id: string, signal?: AbortSignal): Promise<QuoteDraft> => {
    const path = draftPath(id)
    const { body, etag } = await requestTagged<Envelope<RawDraft>>('GET', path, { signal })
    return readDraft(body.data, etag)
  },

  /** Resolves to what is still to ask, and the entity tag of what was saved. */
  save: async (id: string, facts: unknown, ifMatch: string | null) => {
    const { body, etag } = await requestTagged<Envelope<RawQuestions>>('PUT', draftPath(id), {
      body: { facts },
      ifMatch,
    })
    return { questions: readQuestions(body.data), etag }
  },

  /** What is still to ask of answers that need not be stored. */
  ask: async (plan: string, transaction: string, facts: unknown): Promise<Questions> => {
    const path = '/api/v1/ratings/questions'
    const body = { plan, transaction, facts }
    const { data } = await request<Envelope<RawQuestions>>('POST', path, { body })
    return readQuestions(data)
  },

  /** What is still to ask for a quote: what it assumed and nobody confirmed. */
  questions: async (id: string, signal?: AbortSignal): Promise<Questions> => {
    const path = `/api/v1/quotes/${encodeURIComponent(id)}/questions`
    const { data } = await request<Envelope<RawQuestions>>('GET', path, { signal })
    return readQuestions(data)
  },

  /** Makes the draft a quote; what is missing is assumed. */
  finish: (id: string, facts: unknown, transaction: string, ifMatch: string | null) =>
    request<unknown>('POST', `/api/v1/quotes/${encodeURIComponent(id)}/versions`, {
      body: { facts, transaction, assume: true },
      ifMatch,
    }),
}

interface Envelope<T> {
  readonly data: T
}

interface RawDraft extends Omit<QuoteDraft, 'id' | 'savedAt' | 'etag'> {
  readonly id: number | string
  readonly saved_at: string
}

interface RawQuestions extends Omit<Questions, 'programHash'> {
  readonly program_hash: string
}

function draftPath(id: string): string {
  return `/api/v1/quotes/${encodeURIComponent(id)}/draft`
}

function readDraft({ id, saved_at: savedAt, ...draft }: RawDraft, etag: string | null): QuoteDraft {
  return { ...draft, id: String(id), savedAt, etag }
}

/** The API's pointers lead into the body of a rating; a form's into the facts. */
function readQuestions({ program_hash: programHash, ...raw }: RawQuestions): Questions {
  return {
    ...raw,
    programHash,
    assumed: raw.assumed.map(withinFacts),
    steps: raw.steps.map((step) => ({
      ...step,
      questions: step.questions.map(withinFacts),
      errors: step.errors.map(withinFacts),
    })),
  }
}

function withinFacts<T extends { readonly pointer: string }>(item: T): T {
  return { ...item, pointer: item.pointer.replace(/^\/facts/, '') }
}
