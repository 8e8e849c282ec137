import db from '@adonisjs/lucid/services/db'
import type { NoticeKind, Recipient } from './record_notice.ts'

/** A notice with what became of its mails. */
export interface ListedNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly policyNumber: string | null
  readonly recordedAt: Date
  readonly mails: readonly {
    readonly recipient: Recipient
    readonly status: 'waiting' | 'sent' | 'failed'
    readonly attempts: number
    readonly sentAt: string | null
  }[]
}

/** The notices of a quote and its policy, newest first; undefined where there is no such quote. */
export async function listNotices(quoteId: string): Promise<readonly ListedNotice[] | undefined> {
  const quote = await db.from('quotes').where('id', quoteId).select('id').first()
  if (!quote) return undefined
  const { rows } = await db.rawQuery(
    `select n.id, n.kind, n.recorded_at as "recordedAt", p.number as "policyNumber",
       coalesce((
         select json_agg(json_build_object(
           'recipient', m.recipient, 'attempts', m.attempts, 'sentAt', m.sent_at,
           'status', case when m.sent_at is not null then 'sent'
                          when m.failed_at is not null then 'failed' else 'waiting' end) order by m.id)
         from notice_mails m where m.notice_id = n.id), '[]') as mails
     from notices n left join policies p on p.id = n.policy_id
     where n.quote_id = ? order by n.id desc`,
    [quoteId]
  )
  return rows
}
