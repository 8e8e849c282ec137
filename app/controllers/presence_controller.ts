import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { Problem } from '#exceptions/problem'
import { presenceBody } from '#http/presence_body'
import { recordLiveEvent } from '#live/record_live_event'

export default class PresenceController {
  /** Tells all who edit a quote that this person does too, or no longer does. */
  async store({ request, params, auth, response }: HttpContext) {
    const { state, at } = await presenceBody.read(request.body().json)
    const { id, fullName } = auth.getUserOrFail()
    const quoteId = String(params.id)
    const quote = await db.from('quotes').where('id', quoteId).select('id').first()
    if (!quote) throw new Problem(404, 'no_such_quote', `There is no quote ${quoteId}.`)
    await db.transaction((transaction) =>
      recordLiveEvent(transaction, {
        channel: 'presence',
        payload: { type: 'quote_presence', id: quoteId, state, at: at ?? null, person: { id, name: fullName } },
      })
    )
    response.status(204)
  }
}
