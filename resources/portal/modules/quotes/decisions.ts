import type { Decision } from '../../client/types.ts'

/** The decisions in the order people weigh them. */
export const DECISIONS: readonly Decision[] = ['accept', 'refer', 'decline']

const WORDS: Readonly<Record<Decision, string>> = {
  accept: 'Accepted',
  refer: 'Referred',
  decline: 'Declined',
}

/** A decision as one reads it. */
export function decisionWord(decision: Decision): string {
  return WORDS[decision]
}
