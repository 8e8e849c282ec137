import db from '@adonisjs/lucid/services/db'
import PlanVersion from '#models/plan_version'
import type { Mover } from '#services/quotes/life/move_quote'
import { whyNot, type PlanMoveFailure } from './move_version.ts'
import { nextVersionNumber } from './next_version_number.ts'
import { recordPlanEvent } from './record_plan_event.ts'

export type CreateDraftResult =
  | { readonly ok: true; readonly number: number }
  | {
      readonly ok: false
      readonly error: Extract<PlanMoveFailure, { type: 'no_such_version' | 'not_allowed' }>
    }

/** Begins a draft with the texts of a version of the plan, whatever became of that one. */
export async function createDraft(
  plan: string,
  from: { readonly number: number; readonly reason: string | null },
  by: Mover
): Promise<CreateDraftResult> {
  const why = await whyNot(by, 'copy', { authorId: null })
  if (why !== undefined) return { ok: false, error: { type: 'not_allowed', why } }
  return db.transaction(async (transaction): Promise<CreateDraftResult> => {
    await transaction.from('plans').where('name', plan).select('id').forUpdate()
    const base = await PlanVersion.query({ client: transaction })
      .whereHas('plan', (plans) => plans.where('name', plan))
      .where('number', from.number)
      .first()
    if (!base) return { ok: false, error: { type: 'no_such_version' } }
    const number = await nextVersionNumber(base.planId, transaction)
    const { planId, label, program, programHash, sources, sourceHash } = base
    const firstDay = (date: string | null) => (date === null ? null : `[${date},)`)
    const draft = await PlanVersion.create(
      {
        ...{ planId, number, label, program, programHash, sources, sourceHash },
        status: 'draft',
        basedOn: base.number,
        authorId: by.userId,
        newBusinessFrom: program?.plan.newBusinessFrom ?? null,
        renewalsFrom: program?.plan.renewalsFrom ?? null,
        newBusinessRange: firstDay(program?.plan.newBusinessFrom ?? null),
        renewalRange: firstDay(program?.plan.renewalsFrom ?? null),
      },
      { client: transaction }
    )
    await recordPlanEvent(transaction, {
      version: { id: draft.id, plan, number },
      kind: 'create',
      from: null,
      to: 'draft',
      reason: from.reason,
      actorId: by.userId,
      requestId: by.requestId,
    })
    return { ok: true, number }
  })
}
