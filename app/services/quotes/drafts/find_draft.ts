import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#services/plans/find_plan_in_force'

/** The answers so far of a quote that is not rated yet. */
export interface QuoteDraft {
  readonly id: string
  readonly plan: string
  readonly planTitle: string
  readonly transaction: Transaction
  readonly facts: Readonly<Record<string, unknown>>
  readonly lockVersion: number
  readonly savedAt: Date
}

/** A draft; undefined where there is none, or none any more. */
export async function findDraft(id: string): Promise<QuoteDraft | undefined> {
  const row = await drafts().where('q.id', id).first()
  return row ?? undefined
}

/** The drafts that someone saved last, newest first; at most fifty. */
export function draftsOf(userId: number): Promise<readonly QuoteDraft[]> {
  return drafts()
    .where('d.saved_by', userId)
    .where('q.status', 'draft')
    .orderBy('d.saved_at', 'desc')
    .limit(50)
}

function drafts() {
  return db
    .from('quote_drafts as d')
    .join('quotes as q', 'q.id', 'd.quote_id')
    .join('plans as p', 'p.id', 'q.plan_id')
    .select(
      'q.id',
      'p.name as plan',
      'p.title as planTitle',
      'd.transaction',
      'd.facts',
      'q.lock_version as lockVersion',
      'd.saved_at as savedAt'
    )
}
