import { faker } from '@faker-js/faker'
import db from '@adonisjs/lucid/services/db'
import { makePartitions } from '#services/housekeeping/make_partitions'
import { makeDemoAccounts } from '#services/identity/make_demo_accounts'
import { openMarkets, type Market } from './draw_facts.ts'
import { HistoryProblem } from './history_problem.ts'
import { liveLife, requestIdOf, type People } from './live_life.ts'
import { planLives, type PlannedLife } from './plan_lives.ts'

const SEED = 2026
const YEAR_MS = 366 * 24 * 60 * 60 * 1000

/**
 * Tells the platform a year of quotes in every status, with the policies that they became; resolves to how many
 * lives it added, of at most so many, spread over the year. What an earlier run added, whole or killed, is not added again.
 * @throws HistoryProblem where no plan is published.
 */
export async function seedHistory(now = new Date(), most = Infinity): Promise<number> {
  const people = await findPeople()
  const markets = await openMarkets(SEED)
  if (markets.length === 0)
    throw new HistoryProblem('No plan is published: start the platform once.')
  await makePartitions(new Date(now.getTime() - YEAR_MS))
  let added = 0
  for (const life of spread(planLives(now, SEED), most)) {
    const market = markets[life.number % markets.length]
    if (market && (await addLife(life, market, people))) added++
  }
  return added
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.ceil(all.length / most))
  return all.filter((_, at) => at % step === 0)
}

/** Adds one life unless it is there; two at once wait for each other. */
function addLife(life: PlannedLife, market: Market, people: People): Promise<boolean> {
  return db.transaction(async (transaction) => {
    await transaction.rawQuery("select pg_advisory_xact_lock(hashtext('seed_history'))")
    const known = await transaction
      .from('quote_events')
      .where('request_id', requestIdOf(life))
      .select('id')
      .first()
    if (known) return false
    // A life is the same whether those before it were there or not.
    faker.seed(SEED + life.number)
    await liveLife(life, market, people, transaction)
    // Nobody is to get mail of what is invented.
    await transaction
      .from('notice_mails')
      .whereIn('notice_id', (notices) =>
        notices
          .from('notices')
          .whereIn('quote_id', (events) =>
            events.from('quote_events').where('request_id', requestIdOf(life)).select('quote_id')
          )
          .select('id')
      )
      .delete()
    return true
  })
}

async function findPeople(): Promise<People> {
  const users = await makeDemoAccounts()
  const idOf = (role: keyof People): number => {
    const user = users.find((each) => each.role === role)
    if (!user) throw new HistoryProblem(`There is no demo account of the role ${role}.`)
    return user.id
  }
  return { agent: idOf('agent'), underwriter: idOf('underwriter') }
}
