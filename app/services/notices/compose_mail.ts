import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import insurer from '#config/insurer'
import { renderPdf } from '#services/documents/render_pdf'
import { readDeclarations } from '#services/policies/read_declarations'
import { unwrapKey } from '#services/privacy/quote_key'
import { openInsured } from '#services/quotes/insured'
import type { DueMail } from './send_mails.ts'

/** A mail as it is sent. */
export interface ComposedMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** Of the Message-ID. */
  readonly domain: string
  readonly pdf: { readonly name: string; readonly content: Buffer } | undefined
}

/** Writes a mail from its notice; undefined where its recipient was erased. */
export async function composeMail(
  mail: DueMail,
  transaction: TransactionClientContract
): Promise<ComposedMail | undefined> {
  const owner = await transaction
    .from('quotes as q')
    .join('users as u', 'u.id', 'q.created_by')
    .where('q.id', mail.quoteId)
    .select(
      'q.data_key as key',
      'q.sealed_insured as insured',
      'u.email',
      'u.full_name as producer'
    )
    .firstOrFail()
  if (!owner.key) return undefined
  const insured = openInsured(owner.insured, unwrapKey(owner.key))
  const to = mail.recipient === 'producer' ? owner.email : insured?.email
  if (!to) return undefined
  const name = mail.recipient === 'producer' ? owner.producer : (insured?.name ?? '')
  const [, domain = 'localhost'] = insurer.email.split('@')
  return { to, domain, ...(await wording(mail, name, transaction)) }
}

async function wording(mail: DueMail, name: string, transaction: TransactionClientContract) {
  const greeting = `Dear ${name.replaceAll(/[\r\n]/g, ' ')},`
  const closing = `${insurer.name}\n${insurer.contact}`
  if (mail.kind === 'policy_issued') {
    const number = mail.policyNumber ?? ''
    return {
      subject: `Policy ${number} is issued`,
      text: `${greeting}\n\npolicy ${number} is issued. Its declarations page is attached: please check that everything in it is right.\n\n${closing}\n`,
      pdf: await declarationsOf(number),
    }
  }
  const decline = await transaction
    .from('quote_events')
    .where({ quote_id: mail.quoteId, kind: 'decline' })
    .orderBy('number', 'desc')
    .select('reason')
    .first()
  return {
    subject: `Quote ${mail.quoteId} is declined`,
    text: `${greeting}\n\nwe can not offer insurance on quote ${mail.quoteId}. The reason: ${decline?.reason ?? 'see the quote'}\n\nYou may ask us for the facts behind it, and have them corrected where they are wrong.\n\n${closing}\n`,
    pdf: undefined,
  }
}

async function declarationsOf(number: string): Promise<ComposedMail['pdf']> {
  const result = await readDeclarations(number)
  if (!result.ok) throw new Error(`The declarations of ${number} are not to be had.`)
  const content = Buffer.from(await renderPdf(result.content, result.madeAt))
  return { name: `declarations-${number}.pdf`, content }
}
