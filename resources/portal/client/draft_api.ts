import { request, requestTagged } from './request.ts'
import type { Decision, FieldShape, RuleOutcome } from './types.ts'

/** The answers so far of a quote that is not rated yet. */
export interface QuoteDraft {
  readonly id: string
  readonly plan: { readonly name: string; readonly title: string }
  readonly transaction: string
  readonly savedAt: string
  readonly facts: Record<string, unknown>
  readonly etag: string | null
}

/** Something that nobody answered, and what is taken instead. */
export interface AssumedAnswer {
  /** A JSON pointer into the facts. */
  readonly pointer: string
  readonly title: string
  readonly value: unknown
}

export interface Question {
  /** A JSON pointer into the facts. */
  readonly pointer: string
  readonly title: string
  readonly type: FieldShape['type']
  readonly answered: boolean
  /** It must be answered: nothing is assumed for it. */
  readonly needed: boolean
  /** Whether an answer could change anything; null where that was not tried out. */
  readonly relevant: boolean | null
}

export interface AnswerError {
  /** A JSON pointer into the facts. */
  readonly pointer: string
  readonly code: string
  readonly message: string
  readonly help: string | null
}

/** One page of questions: the policy, or all entities of a list. */
export interface QuestionStep {
  readonly name: string
  /** Null for the policy. */
  readonly list: string | null
  readonly complete: boolean
  readonly questions: readonly Question[]
  readonly errors: readonly AnswerError[]
}

/** What one part of a risk costs. */
export interface PremiumLine {
  readonly entity: string
  readonly number: number
  readonly coverage: string | null
  readonly title: string
  readonly premium: string
}

/** What the answers come to, with the assumptions. */
export interface LiveRating {
  readonly currency: string
  readonly decision: Decision
  readonly premium: string
  readonly total: string
  readonly reasons: readonly Pick<RuleOutcome, 'rule' | 'action' | 'reason'>[]
  readonly premiums: readonly PremiumLine[]
  readonly fees: readonly {
    readonly name: string
    readonly title: string
    readonly amount: string
  }[]
}

/** What is still to ask, and what the answers come to; null where they do not do yet. */
export interface Questions {
  readonly programHash: string
  readonly complete: boolean
  readonly steps: readonly QuestionStep[]
  readonly assumed: readonly AssumedAnswer[]
  readonly rating: LiveRating | null
}

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
