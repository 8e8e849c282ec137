import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { recordLiveEvent } from '#live/record_live_event'
import Quote from '#models/quote'
import QuoteVersion from '#models/quote_version'
import type { Rating } from './rate_facts.ts'

/** Who asked, and in which request: kept with the version for good. */
export interface Author {
  readonly userId: number
  readonly requestId: string
}

/** Stores a rating as the first version of a new quote, and tells the listeners once it is stored. */
export function createQuote(rating: Rating, author: Author): Promise<QuoteVersion> {
  return db.transaction(async (client) => {
    const quote = await Quote.create(
      { planId: rating.version.planId, createdBy: author.userId },
      { client }
    )
    const version = await QuoteVersion.create(
      { quoteId: quote.id, number: 1, ...contentOf(rating, author) },
      { client }
    )
    await recordLiveEvent(client, {
      channel: 'quotes',
      payload: { type: 'quote_rated', id: quote.id, version: 1 },
    })
    return version
  })
}

function contentOf({ version, transaction, facts, worksheet }: Rating, author: Author) {
  return {
    planVersionId: version.id,
    transaction,
    effectiveOn: worksheet.effectiveOn,
    facts,
    programHash: version.programHash,
    worksheet,
    decision: worksheet.decision,
    currency: worksheet.currency,
    premium: worksheet.premium,
    feeTotal: worksheet.feeTotal,
    total: worksheet.total,
    actorId: author.userId,
    requestId: author.requestId,
    recordedAt: DateTime.now(),
  }
}
