import type { Role } from '#services/quotes/life/moves'

/** Where a version stands as it is stored; what is published stands where its dates put it. */
export type StoredStatus = 'draft' | 'in_review' | 'approved' | 'published'

/** Where a version of a plan stands today in its state's calendar. */
export type VersionState = 'draft' | 'in_review' | 'approved' | 'scheduled' | 'in_force' | 'retired'

/** What can be done to a version that is there. */
export type PlanMove =
  'edit' | 'submit' | 'approve' | 'send_back' | 'schedule' | 'publish' | 'withdraw' | 'roll_back'

/** The days of a version on one clock: the first, and the first that is no longer its own. */
export interface Days {
  readonly from: string
  readonly until: string | null
}

/** All that decides where a version stands. */
export interface VersionDates {
  readonly status: StoredStatus
  /** Null while no source of it has compiled. */
  readonly newBusiness: Days | null
  readonly renewals: Days | null
}

/** Where a version stands on a day. */
export function stateOn(
  { status, newBusiness, renewals }: VersionDates,
  day: string
): VersionState {
  if (status !== 'published' || newBusiness === null || renewals === null) {
    return status === 'published' ? 'retired' : status
  }
  const clocks = [newBusiness, renewals]
  if (clocks.every((clock) => isOver(clock, day))) return 'retired'
  return clocks.some(({ from }) => from <= day) ? 'in_force' : 'scheduled'
}

/** The moves that lead on from where a version stands on a day, whoever makes them. */
export function planMovesOn(version: VersionDates, day: string): readonly PlanMove[] {
  const state = stateOn(version, day)
  if (state !== 'in_force') return MOVES[state]
  const isSuperseded = [version.newBusiness, version.renewals].some(
    (clock) => clock !== null && isOver(clock, day)
  )
  return isSuperseded ? MOVES.retired : MOVES.in_force
}

const MOVES: Readonly<Record<VersionState, readonly PlanMove[]>> = {
  draft: ['edit', 'submit'],
  in_review: ['approve', 'send_back'],
  approved: ['schedule', 'publish', 'send_back'],
  scheduled: ['withdraw'],
  in_force: [],
  retired: ['roll_back'],
}

function isOver({ from, until }: Days, day: string): boolean {
  return until !== null && (until <= day || until <= from)
}

/** The roles that may make each move; `copy` begins a draft from a version. */
export const PLAN_ROLES: Readonly<Record<PlanMove | 'copy', readonly Role[]>> = {
  copy: ['product_author', 'admin'],
  edit: ['product_author', 'admin'],
  submit: ['product_author', 'admin'],
  approve: ['reviewer', 'admin'],
  send_back: ['reviewer', 'admin'],
  schedule: ['reviewer', 'admin'],
  publish: ['reviewer', 'admin'],
  withdraw: ['reviewer', 'admin'],
  roll_back: ['reviewer', 'admin'],
}
