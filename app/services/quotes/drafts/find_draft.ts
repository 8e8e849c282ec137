import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { unseal, unwrapKey } from '#services/privacy/quote_key'
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
  const [row] = await draftsQuery(db.connection()).where('q.id', id)
  return row && open(row)
}

/** The drafts that someone saved last, newest first; at most fifty. */
export async function draftsOf(userId: number): Promise<readonly QuoteDraft[]> {
  const rows = await draftsQuery(db.connection())
    .where('d.saved_by', userId)
    .where('q.status', 'draft')
    .orderBy('d.saved_at', 'desc')
    .limit(50)
  return rows.map(open)
}

interface StoredDraft extends Omit<QuoteDraft, 'facts'> {
  readonly sealedFacts: Buffer
  readonly dataKey: Buffer
}

function open({ sealedFacts, dataKey, ...draft }: StoredDraft): QuoteDraft {
  // What was sealed is an object: it was read as one.
  return { ...draft, facts: unseal(unwrapKey(dataKey), sealedFacts) as QuoteDraft['facts'] }
}

/** A query of all drafts. The answers of an erased one can't be opened: it is as if it were not there. */
export function draftsQuery(
  client: QueryClientContract
): DatabaseQueryBuilderContract<StoredDraft> {
  return client
    .from('quote_drafts as d')
    .join('quotes as q', 'q.id', 'd.quote_id')
    .join('plans as p', 'p.id', 'q.plan_id')
    .whereNotNull('q.data_key')
    .select(
      'q.id',
      'p.name as plan',
      'p.title as planTitle',
      'd.transaction',
      'd.sealed_facts as sealedFacts',
      'q.data_key as dataKey',
      'q.lock_version as lockVersion',
      'd.saved_at as savedAt'
    )
}
