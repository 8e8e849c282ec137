import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import { DateTime } from 'luxon'
import { describePlans } from '#services/plans/describe_plans'
import { expireQuotes } from '#services/quotes/life/expire_quotes'
import { createAgent, type Agent } from '#tests/harness/agent'
import { post, shown } from '#tests/harness/quotes'

const DAY = DateTime.utc().plus({ days: 20 }).toFormat('yyyy-MM-dd')

/** Every plan's own example, with cover that begins after today. */
async function requests() {
  const plans = await describePlans()
  return plans.flatMap(({ name, example }) => {
    if (!example) return []
    const policy = { ...example.policy, effective_on: DAY }
    return [{ plan: name, facts: { ...example, policy } }]
  })
}

type Request = Awaited<ReturnType<typeof requests>>[number]

async function statusOf(client: ApiClient, agent: Agent, id: string): Promise<string> {
  const quote = await shown(client, agent, id)
  if (quote.status !== undefined) return quote.status
  // What was never rated is shown as its answers alone.
  const { status } = await db.from('quotes').where('id', id).select('status').firstOrFail()
  return status
}

async function make(client: ApiClient, agent: Agent, request: Request): Promise<string> {
  const made = await client.post('/api/v1/quotes').bearerToken(agent.token).json(request)
  made.assertStatus(201)
  return made.body().data.id
}

/** Ends the price of a quote yesterday, as the calendar does. */
async function expire(id: string): Promise<void> {
  const yesterday = DateTime.utc().minus({ days: 2 }).toFormat('yyyy-MM-dd')
  await db.from('quotes').where('id', id).update({ expires_on: yesterday })
  await expireQuotes('walk')
}

const WHY = { reason: 'A walk through every edge' }

/** What may be done to a quote in each status, by someone who may do all of it. */
const LEGAL: Readonly<Record<string, readonly string[]>> = {
  draft: ['revise', 'withdraw'],
  quoted: ['revise', 'refer', 'withdraw', 'bind'],
  referred: ['revise', 'approve', 'decline', 'withdraw'],
  approved: ['revise', 'refer', 'decline', 'withdraw', 'bind'],
  declined: ['revise', 'reopen'],
  bound: [],
  expired: ['revise', 'reopen'],
  withdrawn: ['reopen'],
}

const MOVES = ['revise', 'refer', 'approve', 'decline', 'withdraw', 'reopen', 'bind']

/** A walk with one quote: each step is made, and at each rest all that is not legal is refused with what is. */
async function walk(
  { client, assert }: Pick<TestContext, 'client' | 'assert'>,
  admin: Agent,
  { plan, facts }: Request
) {
  const begun = await client
    .post('/api/v1/quotes/drafts')
    .bearerToken(admin.token)
    .json({ plan, facts: {} })
  const id: string = begun.body().data.id
  const edges = new Set<string>()
  const send = (move: string, more: object = WHY) =>
    move === 'revise'
      ? post(client, admin, `${id}/versions`, { facts })
      : post(client, admin, `${id}/${move}`, move === 'bind' ? {} : more)
  let status = 'draft'

  async function refuseTheRest(): Promise<void> {
    const legal = LEGAL[status] ?? []
    const list = legal.length > 0 ? `Possible for you: ${legal.join(', ')}.` : 'Nothing is possible'
    for (const move of MOVES) {
      // To bind again is to be told of the policy that there is.
      if (legal.includes(move) || (status === 'bound' && move === 'bind')) continue
      const answer = await send(move)
      assert.equal(answer.status(), 409, `${plan} ${status} ${move} ${answer.text()}`)
      assert.equal(answer.body().type, 'urn:ratewright:problem:illegal_move')
      assert.include(answer.body().detail, list)
    }
    assert.equal(await statusOf(client, admin, id), status, plan)
  }

  async function go(move: string, to: string): Promise<void> {
    if (move === 'expire') await expire(id)
    else {
      const moved = move === 'bind' ? await bind() : await send(move)
      assert.isBelow(moved.status(), 300, `${plan} ${status} ${move} ${moved.text()}`)
    }
    assert.equal(await statusOf(client, admin, id), to, `${plan} ${status} ${move}`)
    edges.add(`${status} ${move}`)
    status = to
    await refuseTheRest()
  }

  /** Binds; what the law wants in writing is recorded first, where it wants any. */
  async function bind() {
    const blocked = await send('bind')
    if (blocked.body().type !== 'urn:ratewright:problem:elections_missing') return blocked
    const named = /first: (.*)\.$/.exec(blocked.body().detail)?.[1] ?? ''
    for (const rule of named.split(', ')) {
      const recorded = await post(client, admin, `${id}/elections`, { rule })
      recorded.assertStatus(204)
    }
    return send('bind')
  }

  await refuseTheRest()
  return { id, edges, go, send }
}

test.group('The life of a quote, in every state', () => {
  test('every edge leads where it should, and whatever is no edge is refused with those that are', async (context) => {
    const { assert, client } = context
    const admin = await createAgent('admin')
    const all = await requests()
    assert.isAtLeast(all.length, 6)
    for (const request of all) {
      const { id, edges, go, send } = await walk(context, admin, request)
      await go('withdraw', 'withdrawn')
      await go('reopen', 'draft')
      await go('revise', 'quoted')
      await go('revise', 'quoted')
      for (const [move, body] of [
        ['extend', { ...WHY, until: DAY }],
        ['reassign', { ...WHY, to: admin.user.id }],
      ] as const) {
        const done = await send(move, body)
        assert.isBelow(done.status(), 300, done.text())
      }
      await go('refer', 'referred')
      await go('revise', 'quoted')
      await go('refer', 'referred')
      await go('withdraw', 'withdrawn')
      await go('reopen', 'quoted')
      await go('refer', 'referred')
      await go('decline', 'declined')
      await go('reopen', 'quoted')
      await go('refer', 'referred')
      await go('approve', 'approved')
      await go('revise', 'quoted')
      await go('refer', 'referred')
      await go('approve', 'approved')
      await go('refer', 'referred')
      await go('approve', 'approved')
      await go('withdraw', 'withdrawn')
      await go('reopen', 'quoted')
      await go('refer', 'referred')
      await go('approve', 'approved')
      await go('decline', 'declined')
      await go('revise', 'quoted')
      await go('withdraw', 'withdrawn')
      await go('reopen', 'quoted')
      await go('expire', 'expired')
      await go('revise', 'quoted')
      await go('refer', 'referred')
      await go('expire', 'expired')
      await go('reopen', 'quoted')
      assert.equal((await shown(client, admin, id)).expires_on, DAY, 'it holds again')
      const extended = await send('extend', { ...WHY, until: DAY })
      assert.isBelow(extended.status(), 300, extended.text())
      await go('refer', 'referred')
      await go('approve', 'approved')
      await go('expire', 'expired')
      await go('revise', 'quoted')
      await go('refer', 'referred')
      await go('approve', 'approved')
      await go('bind', 'bound')
      const second = await walk(context, admin, request)
      await second.go('revise', 'quoted')
      await second.go('bind', 'bound')
      const walked = [...new Set([...edges, ...second.edges])].sort()
      const there = Object.entries(LEGAL).flatMap(([status, moves]) => [
        ...moves.map((move) => `${status} ${move}`),
        ...(['quoted', 'referred', 'approved'].includes(status) ? [`${status} expire`] : []),
      ])
      assert.deepEqual(walked, there.sort())
      const { journal } = await shown(client, admin, id)
      assert.containsSubset(journal, [{ kind: 'extend', reason: WHY.reason }])
      assert.containsSubset(journal, [{ kind: 'reassign', reason: WHY.reason }])
    }
  }).timeout(300_000)

  test('a price whose reports are too old is not bound, and says so', async ({
    client,
    assert,
  }) => {
    const admin = await createAgent('admin')
    const ordered = DateTime.utc().minus({ days: 70 })
    for (const { plan, facts } of await requests()) {
      const policy = { ...facts.policy, reports_ordered_on: ordered.toISODate() }
      const id = await make(client, admin, { plan, facts: { ...facts, policy } })
      const quote = await shown(client, admin, id)
      assert.equal(quote.expiry_reason, 'report_age')
      assert.equal(quote.expires_on, ordered.plus({ days: 60 }).toISODate())
      const refused = await post(client, admin, `${id}/bind`)
      refused.assertStatus(409)
      assert.include(refused.body().detail, 'its reports were good for 60 days')
    }
  })

  test('only an administrator reassigns and extends, and never beyond the day of cover', async ({
    client,
  }) => {
    const [agent, admin] = [await createAgent(), await createAgent('admin')]
    const [request] = await requests()
    if (!request) throw new Error('No plan has an example')
    const id = await make(client, agent, request)
    const beyond = DateTime.utc().plus({ days: 21 }).toFormat('yyyy-MM-dd')
    ;(await post(client, agent, `${id}/extend`, { ...WHY, until: DAY })).assertStatus(403)
    ;(await post(client, agent, `${id}/reassign`, { ...WHY, to: 1 })).assertStatus(403)
    ;(await post(client, admin, `${id}/extend`, { ...WHY, until: beyond })).assertStatus(422)
    ;(await post(client, admin, `${id}/reassign`, { ...WHY, to: 999_999 })).assertStatus(422)
    ;(await post(client, admin, `${id}/reassign`, { to: admin.user.id })).assertStatus(422)
  })
})
