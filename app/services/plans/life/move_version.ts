import { Bouncer } from '@adonisjs/bouncer'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import PlanPolicy from '#policies/plan_policy'
import type { Mover } from '#services/quotes/life/move_quote'
import { todayIn } from '#services/quotes/life/expiry'
import { planMovesOn, stateOn } from './plan_moves.ts'
import type { PlanMove, StoredStatus, VersionState } from './plan_moves.ts'
import { recordPlanEvent } from './record_plan_event.ts'
import { versionSummaries, type VersionSummary } from './version_summary.ts'

export type PlanMoveFailure =
  | { readonly type: 'no_such_version' }
  | { readonly type: 'changed_meanwhile'; readonly now: number }
  | { readonly type: 'not_allowed'; readonly why: string }
  | {
      readonly type: 'illegal_move'
      readonly state: VersionState
      readonly move: PlanMove
      readonly legal: readonly PlanMove[]
    }

export type PlanMoveResult<T, F = never> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PlanMoveFailure | F }

/** What a move comes to: where the version stands as it is stored then, and what the caller is told. */
export interface MovedVersion<T> {
  readonly to: StoredStatus
  readonly value: T
}

/** Which move is made, and why. */
export interface WantedMove {
  readonly move: PlanMove
  readonly reason: string | null
}

/**
 * Moves a version under its plan's lock: the move must be legal today, the mover entitled to it, and the
 * version as they saw it. What `work` writes, the new status and the event are one transaction.
 */
export function moveVersion<T, F = never>(
  plan: string,
  number: number,
  { move, reason }: WantedMove,
  by: Mover,
  work: (
    version: VersionSummary,
    transaction: TransactionClientContract
  ) => Promise<MovedVersion<T> | { readonly failed: F }>
): Promise<PlanMoveResult<T, F>> {
  return db.transaction(async (transaction): Promise<PlanMoveResult<T, F>> => {
    const version = await lockVersion(plan, number, transaction)
    if (!version) return { ok: false, error: { type: 'no_such_version' } }
    const refusal = await refusalOf(version, move, by)
    if (refusal) return { ok: false, error: refusal }
    const moved = await work(version, transaction)
    if ('failed' in moved) return { ok: false, error: moved.failed }
    await transaction
      .from('plan_versions')
      .where('id', version.id)
      .update({ status: moved.to, lock_version: version.lockVersion + 1 })
    await recordPlanEvent(transaction, {
      version,
      kind: move,
      from: version.status,
      to: moved.to,
      reason,
      actorId: by.userId,
      requestId: by.requestId,
    })
    return { ok: true, value: moved.value }
  })
}

/** The moves that someone may make on a version today. */
export async function movesOpenTo(
  version: VersionSummary,
  editor: Pick<Mover, 'userId' | 'role'>
): Promise<readonly PlanMove[]> {
  const policy = new Bouncer(editor).with(PlanPolicy)
  const open: PlanMove[] = []
  for (const move of planMovesOn(version, todayIn(version.timeZone))) {
    if (await policy.allows('make', move, version)) open.push(move)
  }
  return open
}

/** The same, with `copy` where they may begin a draft from it. */
export async function actsOpenTo(
  version: VersionSummary,
  editor: Pick<Mover, 'userId' | 'role'>
): Promise<readonly (PlanMove | 'copy')[]> {
  const moves = await movesOpenTo(version, editor)
  const refusal = await whyNot(editor, 'copy', version)
  return refusal === undefined ? [...moves, 'copy'] : moves
}

/** Locks a plan, so that its versions are moved one after the other, and reads one of them. */
async function lockVersion(
  plan: string,
  number: number,
  transaction: TransactionClientContract
): Promise<VersionSummary | undefined> {
  await transaction.from('plans').where('name', plan).select('id').forUpdate()
  const version = await versionSummaries(transaction)
    .where({ 'p.name': plan, 'v.number': number })
    .first()
  return version ?? undefined
}

async function refusalOf(
  version: VersionSummary,
  move: PlanMove,
  by: Mover
): Promise<PlanMoveFailure | undefined> {
  if (by.saw !== undefined && by.saw !== version.lockVersion) {
    return { type: 'changed_meanwhile', now: version.lockVersion }
  }
  const why = await whyNot(by, move, version)
  if (why !== undefined) return { type: 'not_allowed', why }
  const today = todayIn(version.timeZone)
  if (!planMovesOn(version, today).includes(move)) {
    const legal = await movesOpenTo(version, by)
    return { type: 'illegal_move', state: stateOn(version, today), move, legal }
  }
  return undefined
}

/** What keeps someone from a move, in words; undefined where they may make it. */
export async function whyNot(
  editor: Pick<Mover, 'userId' | 'role'>,
  move: PlanMove | 'copy',
  version: Pick<VersionSummary, 'authorId'>
): Promise<string | undefined> {
  const answer = await new Bouncer(editor).with(PlanPolicy).execute('make', move, version)
  return answer.authorized ? undefined : (answer.message ?? 'This is not for you.')
}
