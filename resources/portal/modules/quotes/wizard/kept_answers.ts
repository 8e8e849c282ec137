import { person } from '../../session/person.ts'
import type { Draft } from '../revise/draft.ts'

/** Answers that the server does not have yet, with those that they were made from. */
export interface KeptAnswers {
  readonly mine: Draft
  readonly base: Draft
}

const PREFIX = 'ratewright.unsaved.'

const keyOf = (id: string) => `${PREFIX}${person.value?.id ?? ''}.${id}`

/** Keeps answers on this computer until the server has them; where the browser has no room, they stay in the page alone. */
export function keepAnswers(id: string, answers: KeptAnswers): boolean {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify(answers))
    return true
  } catch {
    return false
  }
}

/** The answers of this person that never reached the server; null where all did. */
export function keptAnswers(id: string): KeptAnswers | null {
  try {
    const text = localStorage.getItem(keyOf(id))
    // Written by `keepAnswers` alone, under a key of its own.
    return text === null ? null : (JSON.parse(text) as KeptAnswers)
  } catch {
    return null
  }
}

/** Forgets the answers once the server has them. */
export function forgetAnswers(id: string): void {
  try {
    localStorage.removeItem(keyOf(id))
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
