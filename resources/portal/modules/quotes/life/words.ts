import type { Move, QuoteStatus } from '../../../client/types.ts'

const STATUS: Readonly<Record<QuoteStatus, string>> = {
  quoted: 'Quoted',
  referred: 'With an underwriter',
  approved: 'Approved',
  declined: 'Declined',
  bound: 'Bound',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
}

/** Where a quote stands, as one reads it. */
export function statusWord(status: QuoteStatus): string {
  return STATUS[status]
}

const EXPIRY: Readonly<Record<string, string>> = {
  days_open: 'a price holds for thirty days',
  effective_date: 'the day cover begins',
  report_age: 'its reports are too old after it',
  rates_change: 'other rates come into force after it',
}

/** What ends a quote on its last day; empty where that is not known. */
export function expiryWord(reason: string | null): string {
  return EXPIRY[reason ?? ''] ?? ''
}

/** What a person reads before, while and after they make a move. */
export interface MoveWords {
  readonly button: string
  readonly question: string
  readonly consequence: string
  readonly done: string
  /** What the reason is called; null where none is asked for. */
  readonly reason: { readonly label: string; readonly needed: boolean } | null
  /** The move that takes it back, where one is lawful. */
  readonly undo: Move | null
  readonly tone: 'primary' | 'plain' | 'grave'
}

export const MOVE_WORDS: Readonly<Record<Exclude<Move, 'revise'>, MoveWords>> = {
  bind: {
    button: 'Bind',
    question: 'Bind this quote?',
    consequence: 'The policy is issued at once. It can’t be taken back from here.',
    done: 'Bound',
    reason: null,
    undo: null,
    tone: 'primary',
  },
  approve: {
    button: 'Approve',
    question: 'Approve this quote?',
    consequence: 'It can be bound then, at the total that is shown.',
    done: 'Approved',
    reason: { label: 'Note', needed: false },
    undo: 'refer',
    tone: 'primary',
  },
  refer: {
    button: 'Send to an underwriter',
    question: 'Send this quote to an underwriter?',
    consequence: 'It can’t be bound until an underwriter approves it.',
    done: 'Sent to an underwriter',
    reason: { label: 'What should they look at?', needed: true },
    undo: 'approve',
    tone: 'plain',
  },
  decline: {
    button: 'Decline',
    question: 'Decline this quote?',
    consequence: 'The reason is kept. An underwriter can reopen it.',
    done: 'Declined',
    reason: { label: 'Reason', needed: true },
    undo: 'reopen',
    tone: 'grave',
  },
  withdraw: {
    button: 'Withdraw',
    question: 'Withdraw this quote?',
    consequence: 'The customer no longer wants it. An underwriter can reopen it.',
    done: 'Withdrawn',
    reason: { label: 'Reason', needed: true },
    undo: 'reopen',
    tone: 'plain',
  },
  reopen: {
    button: 'Reopen',
    question: 'Reopen this quote?',
    consequence: 'It stands again where its rating put it.',
    done: 'Reopened',
    reason: { label: 'Reason', needed: true },
    undo: null,
    tone: 'primary',
  },
}

/** The order of the buttons: what leads on first, what ends it last. */
export const MOVE_ORDER: readonly Exclude<Move, 'revise'>[] = [
  ...(['bind', 'approve', 'reopen', 'refer', 'decline', 'withdraw'] as const),
]

const HAPPENED: Readonly<Record<string, string>> = {
  create: 'Quoted',
  new_rates: 'New rates are published',
  revise: 'Revised',
  approve: 'Approved',
  refer: 'Sent to an underwriter',
  decline: 'Declined',
  withdraw: 'Withdrawn',
  reopen: 'Reopened',
  expire: 'Expired',
  bind: 'Bound',
  insured: 'Insured named',
  reassign: 'Handed to another agent',
  extend: 'Price held longer',
  erase: 'Private values erased',
  hold: 'Kept from erasure',
  release: 'No longer kept from erasure',
}

/** What happened, as the journal tells it. */
export function happened(kind: string): string {
  return HAPPENED[kind] ?? kind
}
