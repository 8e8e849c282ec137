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
 * Whoever works here. With quotes an underwriter may do all that an agent may, and an administrator
 * all of it; product authors and reviewers work with plans, and may as much here as an agent.
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

/** The least role that may make each move. */
const LEAST_ROLE: Readonly<Record<PersonMove, Role>> = {
  revise: 'agent',
  refer: 'agent',
  withdraw: 'agent',
  bind: 'agent',
  approve: 'underwriter',
  decline: 'underwriter',
  reopen: 'underwriter',
}

const RANK: Readonly<Record<Role, number>> = {
  agent: 0,
  product_author: 0,
  reviewer: 0,
  underwriter: 1,
  admin: 2,
}

/** Whether a quote of that status may be moved so at all. */
export function isLegal(status: QuoteStatus, move: Move): boolean {
  return MOVES[status].includes(move)
}

/** The least role that may make the move. */
export function leastRole(move: PersonMove): Role {
  return LEAST_ROLE[move]
}

export function mayMake(role: Role, move: PersonMove): boolean {
  return RANK[role] >= RANK[LEAST_ROLE[move]]
}

/** The moves that a person of that role can make on a quote of that status. */
export function movesFor(status: QuoteStatus, role: Role): readonly PersonMove[] {
  return movesOf(status).filter((move) => mayMake(role, move))
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
