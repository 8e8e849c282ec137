import { faker } from '@faker-js/faker'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { DateTime } from 'luxon'
import { createQuote } from '#services/quotes/create_quote'
import { startDraft } from '#services/quotes/drafts/start_draft'
import { nameInsured } from '#services/quotes/insured'
import { bindQuote } from '#services/quotes/life/bind_quote'
import { decideQuote, type PlainMove } from '#services/quotes/life/decide_quote'
import { expireQuote } from '#services/quotes/life/expire_quotes'
import type { Mover, MoveResult } from '#services/quotes/life/move_quote'
import type { Role } from '#services/quotes/life/moves'
import { lockQuote } from '#services/quotes/life/quote_under_lock'
import { recordElection } from '#services/quotes/life/record_election'
import { reviseQuote } from '#services/quotes/life/revise_quote'
import { rateFacts, type Rating } from '#services/quotes/rate_facts'
import { insuredOf, type Market } from './draw_facts.ts'
import { HistoryProblem } from './history_problem.ts'
import type { PlannedLife } from './plan_lives.ts'

/** The people of the history, by what they may do. */
export type People = Readonly<Record<Extract<Role, 'agent' | 'underwriter'>, number>>

/** Why people move quotes, as they would write it. */
const REASONS: Readonly<Record<Exclude<PlainMove, 'reopen'>, readonly string[]>> = {
  refer: ['A long commute was mentioned on the phone', 'The customer asks for a second look'],
  approve: ['The driving record was looked at', 'Prior insurance was shown'],
  decline: ['The vehicle is used for deliveries', 'The garaging address could not be confirmed'],
  withdraw: ['The customer stays with their insurer', 'The car was sold', 'Found a lower price'],
}

/**
 * Makes a quote and takes it through its life by the services that the API calls, at moments of its own. It is one
 * transaction, the caller's: all of a life is there, or none of it.
 * @throws HistoryProblem where the life can't be led as it was planned.
 */
export async function liveLife(
  life: PlannedLife,
  market: Market,
  people: People,
  transaction: TransactionClientContract
): Promise<void> {
  const { endsAs, madeAt } = life
  let clock = DateTime.fromJSDate(madeAt)
  const by = (role: keyof People): Mover => ({
    userId: people[role],
    requestId: requestIdOf(life),
    role,
    saw: undefined,
    at: clock.toJSDate(),
  })
  const pass = (maxHours: number) => {
    clock = clock.plus({ minutes: faker.number.int({ min: 5, max: maxHours * 60 }) })
  }
  const rating = await drawRating(life, market)
  if (endsAs === 'draft') {
    const { policy } = rating.facts
    await startDraft(
      { plan: market.plan, transaction: 'new_business', facts: { policy } },
      by('agent'),
      transaction
    )
    return
  }
  const { id } = await createQuote(rating, by('agent'), transaction)
  const decide = async (move: Exclude<PlainMove, 'reopen'>, role: keyof People) => {
    pass(6)
    const reason = faker.helpers.arrayElement(REASONS[move])
    good(await decideQuote(id, { move, reason }, by(role), transaction))
  }
  const approve = async () => {
    const now = await standing(id, transaction)
    if (now.status !== 'referred') await decide('refer', 'agent')
    await decide('approve', 'underwriter')
  }
  pass(1)
  const named = await nameInsured(id, insuredOf(rating.facts), by('agent'), transaction)
  if (!named.ok) throw new HistoryProblem(named.error.type)
  if (life.isRevised) await revise()
  const { status } = await standing(id, transaction)
  switch (endsAs) {
    case 'referred':
      if (status !== 'referred') await decide('refer', 'agent')
      break
    case 'approved':
      await approve()
      break
    case 'declined':
      if (status === 'quoted') await decide('refer', 'agent')
      if (status !== 'declined') await decide('decline', 'underwriter')
      break
    case 'withdrawn':
      await decide('withdraw', 'agent')
      break
    case 'bound':
      if (status === 'referred') await decide('approve', 'underwriter')
      await bind()
      break
    case 'expired':
      await expire()
      break
    case 'quoted':
  }

  async function revise(): Promise<void> {
    pass(20)
    const { facts } = rating
    const changed = {
      ...facts,
      policy: { ...facts.policy, paid_in_full: !facts.policy.paid_in_full },
    }
    const change = { facts: changed, transaction: rating.transaction, reason: 'Another way to pay' }
    good(await reviseQuote(id, change, by('agent'), transaction))
  }

  async function bind(): Promise<void> {
    pass(48)
    const instalments = faker.helpers.arrayElement([1, 1, 2, 6])
    let bound = await bindQuote(id, instalments, by('agent'), transaction)
    if (!bound.ok && bound.error.type === 'elections_missing') {
      for (const rule of bound.error.rules) {
        const election = { rule, note: 'Signed form on file' }
        const recorded = await recordElection(id, election, by('agent'), transaction)
        if (!recorded.ok) throw new HistoryProblem(recorded.error.type)
      }
      pass(2)
      bound = await bindQuote(id, instalments, by('agent'), transaction)
    }
    if (!bound.ok && bound.error.type === 'over_authority') {
      bound = await bindQuote(id, instalments, by('underwriter'), transaction)
    }
    good(bound)
  }

  async function expire(): Promise<void> {
    const quote = await standing(id, transaction)
    const last = DateTime.fromISO(quote.expiresOn ?? '', { zone: quote.timeZone })
    const at = last.plus({ days: 1, minutes: 1 }).toJSDate()
    await expireQuote(quote, { requestId: requestIdOf(life), at }, transaction)
  }
}

/** What marks everything that a life writes, and by which it is found to be there. */
export function requestIdOf({ number }: PlannedLife): string {
  return `history-${String(number).padStart(4, '0')}`
}

/** How many risks of a book are looked at for one that suits. */
const ATTEMPTS = 40

/** A risk whose rating can lead to where the life ends. */
async function drawRating(
  { number, endsAs, madeAt }: PlannedLife,
  market: Market
): Promise<Rating> {
  const earliest = DateTime.fromJSDate(madeAt).plus({ days: faker.number.int({ min: 7, max: 45 }) })
  const day = earliest.toFormat('yyyy-MM-dd')
  const effectiveOn = isOpen(endsAs)
    ? DateTime.fromJSDate(madeAt).plus({ days: 35 }).toFormat('yyyy-MM-dd')
    : day < market.ratesFrom
      ? market.ratesFrom
      : day
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const facts = market.facts(number * ATTEMPTS + attempt, effectiveOn)
    const rated = await rateFacts({ plan: market.plan, transaction: 'new_business', facts })
    if (!rated.ok) continue
    const { decision } = rated.rating.rated.summary
    const suits = endsAs === 'quoted' ? decision === 'accept' : decision !== 'decline'
    if (suits || endsAs === 'declined') return rated.rating
  }
  throw new HistoryProblem(`no risk of ${market.plan} ends as ${endsAs}`)
}

function isOpen(status: PlannedLife['endsAs']): boolean {
  return status === 'quoted' || status === 'referred' || status === 'approved'
}

async function standing(id: string, transaction: TransactionClientContract) {
  const quote = await lockQuote(id, transaction)
  if (!quote) throw new HistoryProblem(`quote ${id} is not there`)
  return quote
}

function good<T, F extends { readonly type: string }>(result: MoveResult<T, F>): void {
  if (!result.ok) throw new HistoryProblem(result.error.type)
}
