import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import mail from '@adonisjs/mail/services/main'
import { composeMail } from './compose_mail.ts'
import type { NoticeKind, Recipient } from './record_notice.ts'

/** Tries after which a mail is given up; the last comes about a day after the first. */
const MOST_ATTEMPTS = 12

/** One mail that is due. */
export interface DueMail {
  readonly id: string
  readonly recipient: Recipient
  readonly attempts: number
  readonly kind: NoticeKind
  readonly quoteId: string
  readonly policyNumber: string | null
}

/**
 * Sends every mail that is due; resolves to how many went out. Instances share the work. A mail is marked in the
 * transaction that holds it while it is sent: a process killed in between sends it again, under the same
 * Message-ID, so that none is lost. Before each it waits for its turn, where the caller says when that is; one that is
 * told to stop sends no more.
 */
export async function sendMails(turn?: () => Promise<'go' | 'stop'>): Promise<number> {
  for (let sent = 0; ;) {
    if (turn && (await turn()) === 'stop') return sent
    const outcome = await sendNext()
    if (outcome === 'none') return sent
    if (outcome === 'sent') sent++
  }
}

function sendNext(): Promise<'none' | 'sent' | 'failed'> {
  return db.transaction(async (transaction) => {
    const due = await lockDue(transaction)
    if (!due) return 'none'
    try {
      const composed = await composeMail(due, transaction)
      if (composed) {
        await mail.send((message) => {
          message
            .to(composed.to)
            .subject(composed.subject)
            .text(composed.text)
            .messageId(`<notice-${due.id}@${composed.domain}>`)
          if (composed.pdf) {
            message.attachData(composed.pdf.content, {
              filename: composed.pdf.name,
              contentType: 'application/pdf',
            })
          }
        })
      }
      await mark(transaction, due, { sent_at: new Date(), last_error: composed ? null : 'erased' })
      return 'sent'
    } catch (error) {
      logger.warn({ err: error, mail: due.id }, 'notices: a mail was not sent')
      await postpone(transaction, due, error)
      return 'failed'
    }
  })
}

async function lockDue(transaction: TransactionClientContract): Promise<DueMail | undefined> {
  const { rows } = await transaction.rawQuery(
    `select m.id, m.recipient, m.attempts, n.kind, n.quote_id as "quoteId", p.number as "policyNumber"
     from notice_mails m
     join notices n on n.id = m.notice_id
     left join policies p on p.id = n.policy_id
     where m.sent_at is null and m.failed_at is null and m.due_at <= now()
     order by m.due_at limit 1 for update of m skip locked`
  )
  return rows[0]
}

async function postpone(transaction: TransactionClientContract, due: DueMail, error: unknown) {
  const attempts = due.attempts + 1
  const minutes = Math.min(2 ** due.attempts, 240)
  await mark(transaction, due, {
    due_at: new Date(Date.now() + minutes * 60_000),
    // Its kind alone: what a server answers may quote the mail.
    last_error: error instanceof Error ? error.name : 'unknown',
    ...(attempts >= MOST_ATTEMPTS && { failed_at: new Date() }),
  })
}

async function mark(
  transaction: TransactionClientContract,
  { id, attempts }: DueMail,
  change: Readonly<Record<string, unknown>>
): Promise<void> {
  await transaction
    .from('notice_mails')
    .where('id', id)
    .update({ attempts: attempts + 1, ...change })
}
