import type { PlanMove, PlanState } from '../../client/plan_api.ts'

const STATES: Readonly<Record<PlanState, string>> = {
  draft: 'Draft',
  in_review: 'In review',
  approved: 'Approved',
  scheduled: 'Scheduled',
  in_force: 'In force',
  retired: 'Retired',
}

/** Where a version stands, as one reads it. */
export function stateWord(state: PlanState): string {
  return STATES[state]
}

const EVENTS: Readonly<Record<string, string>> = {
  import: 'Imported from its folder',
  create: 'Begun',
  edit: 'Saved',
  submit: 'Submitted for review',
  approve: 'Approved',
  send_back: 'Sent back',
  schedule: 'Scheduled',
  publish: 'Published',
  withdraw: 'Withdrawn before its first day',
  roll_back: 'Rolled back to',
}

/** What was done to a version, as one reads it. */
export function eventWord(kind: string): string {
  return EVENTS[kind] ?? kind
}

/** What a person reads before and after a move. */
export interface PlanMoveWords {
  readonly button: string
  readonly question: string
  readonly consequence: string
  readonly done: string
  readonly reason: { readonly label: string; readonly needed: boolean }
  readonly tone: 'primary' | 'plain' | 'grave'
}

const OPTIONAL = { label: 'Note', needed: false } as const
const NEEDED = { label: 'Reason', needed: true } as const

/** The words of each move, for the version with that number. */
export function moveWords(move: PlanMove, number: number): PlanMoveWords {
  switch (move) {
    case 'submit':
      return {
        button: 'Submit for review',
        question: `Submit version ${number} for review?`,
        consequence: 'A reviewer other than its author approves it or sends it back.',
        done: `Version ${number} is in review.`,
        reason: OPTIONAL,
        tone: 'primary',
      }
    case 'approve':
      return {
        button: 'Approve',
        question: `Approve version ${number}?`,
        consequence: 'It can be scheduled or published then; it does not rate yet.',
        done: `Version ${number} is approved.`,
        reason: OPTIONAL,
        tone: 'primary',
      }
    case 'send_back':
      return {
        button: 'Send back',
        question: `Send version ${number} back to its author?`,
        consequence: 'It becomes a draft again, with your reason in its journal.',
        done: `Version ${number} is a draft again.`,
        reason: NEEDED,
        tone: 'plain',
      }
    case 'schedule':
      return {
        button: 'Schedule',
        question: `Schedule version ${number}?`,
        consequence:
          'It rates from these days on and can not be changed any more. Open quotes that begin under it hold until the day before.',
        done: `Version ${number} is scheduled.`,
        reason: OPTIONAL,
        tone: 'primary',
      }
    case 'publish':
      return {
        button: 'Publish',
        question: `Publish version ${number} now?`,
        consequence:
          'It rates from the days in its source on, from today where they are over, and can not be changed any more.',
        done: `Version ${number} is published.`,
        reason: OPTIONAL,
        tone: 'plain',
      }
    case 'withdraw':
      return {
        button: 'Withdraw',
        question: `Withdraw version ${number} before its first day?`,
        consequence: 'The version before it stays in force.',
        done: `Version ${number} never comes into force.`,
        reason: NEEDED,
        tone: 'grave',
      }
    case 'roll_back':
      return {
        button: 'Roll back to this',
        question: `Roll back to version ${number}?`,
        consequence:
          'Its program is published as a new version from today on, in place of every version that has begun. Quotes that the other rates made are ended and can be rated again.',
        done: `The program of version ${number} is in force again.`,
        reason: NEEDED,
        tone: 'grave',
      }
  }
}
