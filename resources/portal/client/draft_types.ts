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
