import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { wakeMailer } from './wake_mailer.ts'

/** What people are told of in writing. */
export type NoticeKind = 'policy_issued' | 'declined'

/** Whom it is mailed to. */
export type Recipient = 'insured' | 'producer'

/**
 * Records a notice and its mails in the transaction of what it tells of; they go out once that is committed, and
 * only then. An insured who gave no address of e-mail is sent none.
 */
export async function recordNotice(
  transaction: TransactionClientContract,
  notice: {
    readonly kind: NoticeKind
    readonly quoteId: string
    readonly policyId: string | null
    readonly to: readonly Recipient[]
    /** Now where it is left out. */
    readonly at?: Date | undefined
  }
): Promise<void> {
  const [{ id }] = await transaction
    .table('notices')
    .insert({
      kind: notice.kind,
      quote_id: notice.quoteId,
      policy_id: notice.policyId,
      ...(notice.at && { recorded_at: notice.at }),
    })
    .returning('id')
  if (notice.to.length > 0) {
    await transaction
      .table('notice_mails')
      .multiInsert(notice.to.map((recipient) => ({ notice_id: id, recipient })))
  }
  transaction.after('commit', wakeMailer)
}
