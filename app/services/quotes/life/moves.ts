import authority from '#config/authority'
import type { Decision } from '#rules/index'

/** Where a quote stands in its life. */
export type QuoteStatus =
  'draft' | 'quoted' | 'referred' | 'approved' | 'declined' | 'bound' | 'expired' | 'withdrawn'

/** What can be done to a quote that changes where it stands. */
export type Move =
  'revise' | 'refer' | 'approve' | 'decline' | 'withdraw' | 'reopen' | 'expire' | 'bind'

/** The moves that a person makes; `expire` is the calendar's. */
export type PersonMove = Exclude<Move, 'expire'>

/**
 * Whatever takes a role: `quote` begins a quote or a draft, saves answers and names the insured; `elect` records what is
 * there in writing, `hold` sets and lifts a legal hold, and `requote` rates all quotes of a plan anew.
 */
export type QuoteAct =
  PersonMove | 'quote' | 'elect' | 'extend' | 'reassign' | 'erase' | 'hold' | 'requote'

/**
 * Whoever works here. With quotes an underwriter may do all that an agent may, and an administrator all of it; product
 * authors and reviewers work with plans: they rate and read, and leave quotes as they are.
 */
export type Role = 'agent' | 'underwriter' | 'admin' | 'product_author' | 'reviewer'

/** The moves that each status allows. What is bound stays so: what follows happens to the policy. */
const MOVES: Readonly<Record<QuoteStatus, readonly Move[]>> = {
  draft: ['revise', 'withdraw'],
  quoted: ['revise', 'refer', 'withdraw', 'expire', 'bind'],
  referred: ['revise', 'approve', 'decline', 'withdraw', 'expire'],
  approved: ['revise', 'refer', 'decline', 'withdraw', 'expire', 'bind'],
  declined: ['revise', 'reopen'],
  bound: [],
  expired: ['revise', 'reopen'],
  withdrawn: ['reopen'],
}

/** Whether a quote of that status may be moved so at all. */
export function isLegal(status: QuoteStatus, move: Move): boolean {
  return MOVES[status].includes(move)
}

/** The least role that may do it. */
export function leastRole(act: QuoteAct): Role {
  return authority.mayDo[act][0] ?? 'admin'
}

/** Whether someone of the role may do it at all, whatever the quote. */
export function mayDo(role: Role, act: QuoteAct): boolean {
  return authority.mayDo[act].includes(role)
}

/** The moves that a person of that role can make on a quote of that status. */
export function movesFor(status: QuoteStatus, role: Role): readonly PersonMove[] {
  return movesOf(status).filter((move) => mayDo(role, move))
}

/** The moves that people can make on a quote of that status, whoever they are. */
export function movesOf(status: QuoteStatus): readonly PersonMove[] {
  return MOVES[status].filter((move) => move !== 'expire')
}

/** Where a quote stands once it was rated. */
export function statusOfDecision(decision: Decision): QuoteStatus {
  switch (decision) {
    case 'accept':
      return 'quoted'
    case 'refer':
      return 'referred'
    case 'decline':
      return 'declined'
  }
}
