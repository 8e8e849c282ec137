import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import PlanVersion from '#models/plan_version'
import { todayIn } from '#services/quotes/life/expiry'
import type { Mover } from '#services/quotes/life/move_quote'
import { moveVersion, type MovedVersion, type PlanMoveResult } from './move_version.ts'
import { nextVersionNumber } from './next_version_number.ts'
import { putInForce, takeOutOfForce, type FirstDays } from './put_in_force.ts'
import { recordPlanEvent } from './record_plan_event.ts'
import type { VersionSummary } from './version_summary.ts'

export type PublishFailure =
  | { readonly type: 'in_the_past'; readonly clock: keyof FirstDays; readonly today: string }
  | { readonly type: 'begins_too_early'; readonly after: number }

/** A version that is published, with its first days. */
export interface PublishedDays extends FirstDays {
  readonly number: number
}

type Published = PlanMoveResult<PublishedDays, PublishFailure>

/** Schedules an approved version: it is in force from the given days on, today at the earliest. */
export function scheduleVersion(
  plan: string,
  number: number,
  { reason, ...firstDays }: FirstDays & { readonly reason: string | null },
  by: Mover
): Promise<Published> {
  const move = { move: 'schedule', reason } as const
  return moveVersion<PublishedDays, PublishFailure>(
    plan,
    number,
    move,
    by,
    (version, transaction) => publish(version, firstDays, transaction)
  )
}

/** Publishes an approved version by the days that its source states, or from today where they are over. */
export function publishVersion(
  plan: string,
  number: number,
  reason: string | null,
  by: Mover
): Promise<Published> {
  const move = { move: 'publish', reason } as const
  return moveVersion<PublishedDays, PublishFailure>(
    plan,
    number,
    move,
    by,
    (version, transaction) => {
      const today = todayIn(version.timeZone)
      const orToday = (day = today) => (day < today ? today : day)
      const firstDays = {
        newBusiness: orToday(version.newBusiness?.from),
        renewals: orToday(version.renewals?.from),
      }
      return publish(version, firstDays, transaction)
    }
  )
}

/** Takes a scheduled version back before its first day; the one before it stays in force. */
export function withdrawVersion(
  plan: string,
  number: number,
  reason: string,
  by: Mover
): Promise<PlanMoveResult<null>> {
  const move = { move: 'withdraw', reason } as const
  return moveVersion(plan, number, move, by, async (version, transaction) => {
    await takeOutOfForce(version, transaction)
    return { to: 'published', value: null }
  })
}

/**
 * Publishes the program of an older version as a new one, from today on. It takes the place of every
 * version that has begun by now; a scheduled one that has not stays, and the new one ends there.
 */
export function rollBackTo(
  plan: string,
  number: number,
  reason: string,
  by: Mover
): Promise<PlanMoveResult<PublishedDays>> {
  const move = { move: 'roll_back', reason } as const
  return moveVersion(plan, number, move, by, async (older, transaction) => {
    const today = todayIn(older.timeZone)
    const begun = await transaction
      .from('plan_versions')
      .where({ plan_id: older.planId, status: 'published' })
      .where((query) =>
        query.where('new_business_from', '<=', today).orWhere('renewals_from', '<=', today)
      )
      .select('id')
    const firstDays = { newBusiness: today, renewals: today }
    const copy = await copyOf(older, firstDays, by, transaction)
    const instead = begun.map(({ id }) => id)
    await putInForce(copy, firstDays, transaction, instead)
    await recordPlanEvent(transaction, {
      version: { id: copy.id, plan, number: copy.number },
      kind: 'create',
      from: null,
      to: 'published',
      reason,
      actorId: by.userId,
      requestId: by.requestId,
    })
    return { to: 'published', value: { number: copy.number, ...firstDays } }
  })
}

async function publish(
  version: VersionSummary,
  firstDays: FirstDays,
  transaction: TransactionClientContract
): Promise<MovedVersion<PublishedDays> | { readonly failed: PublishFailure }> {
  const today = todayIn(version.timeZone)
  for (const clock of ['newBusiness', 'renewals'] as const) {
    if (firstDays[clock] < today) return { failed: { type: 'in_the_past', clock, today } }
  }
  const after = await laterPublished(version.planId, firstDays, transaction)
  if (after !== undefined) return { failed: { type: 'begins_too_early', after } }
  await putInForce(version, firstDays, transaction)
  return { to: 'published', value: { number: version.number, ...firstDays } }
}

/** The newest published version that does not begin before these days on both clocks. */
export async function laterPublished(
  planId: number,
  { newBusiness, renewals }: FirstDays,
  transaction: TransactionClientContract
): Promise<number | undefined> {
  const later = await transaction
    .from('plan_versions')
    .where({ plan_id: planId, status: 'published' })
    .where((query) =>
      query
        .whereRaw('lower(new_business_range) >= ?::date', [newBusiness])
        .orWhereRaw('lower(renewal_range) >= ?::date', [renewals])
    )
    .orderBy('number', 'desc')
    .select('number')
    .first()
  return later?.number
}

async function copyOf(
  older: VersionSummary,
  { newBusiness, renewals }: FirstDays,
  by: Mover,
  transaction: TransactionClientContract
): Promise<PlanVersion> {
  const { planId, label, program, programHash, sources, sourceHash } = await PlanVersion.findOrFail(
    older.id,
    { client: transaction }
  )
  const number = await nextVersionNumber(planId, transaction)
  return PlanVersion.create(
    {
      ...{ planId, number, label, program, programHash, sources, sourceHash },
      status: 'approved',
      basedOn: older.number,
      authorId: by.userId,
      newBusinessFrom: newBusiness,
      renewalsFrom: renewals,
      newBusinessRange: `[${newBusiness},)`,
      renewalRange: `[${renewals},)`,
    },
    { client: transaction }
  )
}
