import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { recordLiveEvent } from '#live/record_live_event'
import { changedFields } from './changed_fields.ts'

/** What of a quote was saved without rating it: its answers, or who is insured. */
export interface Saved {
  readonly id: string
  /** The number in the `ETag` that it has now. */
  readonly revision: number
  /** What the fields are below, in the body that saved them. */
  readonly below: '/facts' | ''
  readonly before: unknown
  readonly after: unknown
  readonly by: number
  readonly at?: Date | undefined
}

/** Tells those who listen which fields were saved, by whom and as which revision: not what they say. */
export function tellSaved(
  transaction: TransactionClientContract,
  { id, revision, below, before, after, by, at }: Saved
): Promise<void> {
  const fields = changedFields(before, after).map((pointer) => `${below}${pointer}`)
  const payload = { type: 'quote_saved', id, revision, fields, by }
  return recordLiveEvent(transaction, { channel: 'quotes', payload, at })
}
