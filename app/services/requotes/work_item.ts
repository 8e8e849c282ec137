import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import QuoteVersion from '#models/quote_version'
import { isMoveFailure, type MoveFailure } from '#services/quotes/life/move_quote'
import type { Role } from '#services/quotes/life/moves'
import { reviseQuote } from '#services/quotes/life/revise_quote'
import { rateFacts, type RatingFailure } from '#services/quotes/rate_facts'

/** One quote to rate anew, with what its job says. */
interface Item {
  readonly requoteId: string
  readonly quoteId: string
  readonly plan: string
  readonly apply: boolean
  readonly reason: string | null
  readonly userId: number
  readonly role: Role
  readonly requestId: string
}

type Outcome =
  | { readonly status: 'rated'; readonly after: string; readonly version: number | null }
  | { readonly status: 'refused'; readonly detail: string }

/**
 * Takes the next quote that waits, rates it and writes down what it came to, in one transaction under its
 * row's lock; resolves to its job, or to undefined where nothing waits that nobody else has in hand.
 */
export async function workItem(): Promise<string | undefined> {
  let taken: Item | undefined
  try {
    return await db.transaction(async (transaction) => {
      taken = await takeItem(transaction)
      if (!taken) return undefined
      await settle(taken, await requote(taken, transaction), transaction)
      return taken.requoteId
    })
  } catch (error) {
    if (!taken) throw error
    const { quoteId, requoteId } = taken
    logger.error({ err: error, quote: quoteId }, 'a quote could not be rated anew')
    await settle(taken, { status: 'refused', detail: 'A fault of ours; it is in the log.' }, db)
    return requoteId
  }
}

async function takeItem(transaction: TransactionClientContract): Promise<Item | undefined> {
  const row = await transaction
    .from('requote_items as i')
    .join('requotes as r', 'r.id', 'i.requote_id')
    .join('plans as p', 'p.id', 'r.plan_id')
    .join('users as u', 'u.id', 'r.created_by')
    .where({ 'r.status': 'running', 'i.status': 'waiting' })
    .orderBy([{ column: 'i.requote_id' }, { column: 'i.quote_id' }])
    .select('i.requote_id as requoteId', 'i.quote_id as quoteId', 'p.name as plan')
    .select('r.apply', 'r.reason', 'u.id as userId', 'u.role', 'r.request_id as requestId')
    .forUpdate('i')
    .skipLocked()
    .first()
  return row ?? undefined
}

async function requote(item: Item, transaction: TransactionClientContract): Promise<Outcome> {
  const newest = await QuoteVersion.query({ client: transaction })
    .where('quoteId', item.quoteId)
    .orderBy('number', 'desc')
    .firstOrFail()
  const { facts, transaction: clock } = newest
  if (!item.apply) {
    const rated = await rateFacts({ plan: item.plan, transaction: clock, facts })
    if (!rated.ok) return refused(rated.error)
    return { status: 'rated', after: rated.rating.rated.summary.total, version: null }
  }
  const { userId, role, requestId, reason } = item
  const by = { userId, role, requestId, saw: undefined }
  const change = { facts, transaction: clock, reason }
  const revised = await reviseQuote(item.quoteId, change, by, transaction)
  if (!revised.ok) return refused(revised.error)
  const { version, rating } = revised.value
  return { status: 'rated', after: rating.rated.summary.total, version }
}

function refused(error: RatingFailure | MoveFailure): Outcome {
  if (isMoveFailure(error)) {
    const where = error.type === 'illegal_move' ? ` (${error.status})` : ''
    return { status: 'refused', detail: `It can't be revised: ${error.type}${where}.` }
  }
  switch (error.type) {
    case 'invalid_facts': {
      const [first] = error.errors
      return { status: 'refused', detail: first ? `${first.path} ${first.message}` : error.type }
    }
    case 'not_in_force':
      return { status: 'refused', detail: `No rates are in force before ${error.from}.` }
    case 'unknown_plan':
      return { status: 'refused', detail: 'No version of the plan is published.' }
  }
}

async function settle(
  { requoteId, quoteId }: Item,
  outcome: Outcome,
  client: Pick<TransactionClientContract, 'from'>
): Promise<void> {
  await client
    .from('requote_items')
    .where({ requote_id: requoteId, quote_id: quoteId, status: 'waiting' })
    .update(outcome)
}
