import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#exceptions/problem'
import { listNotices, type ListedNotice } from '#services/notices/list_notices'

export default class NoticesController {
  /** Lists what people were told of in writing about a quote and its policy. */
  async index({ params }: HttpContext) {
    const notices = await listNotices(String(params.id))
    if (!notices) throw new Problem(404, 'no_such_quote', `There is no quote ${params.id}.`)
    return { data: notices.map(present) }
  }
}

function present({ id, kind, policyNumber, recordedAt, mails }: ListedNotice) {
  return {
    id,
    kind,
    policy_number: policyNumber,
    recorded_at: recordedAt,
    mails: mails.map(({ recipient, status, attempts, sentAt }) => ({
      recipient,
      status,
      attempts,
      sent_at: sentAt,
    })),
  }
}
