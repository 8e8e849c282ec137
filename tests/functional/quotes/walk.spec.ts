import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
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
  return quote.status
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

test.group('The life of a quote, in every state', () => {
  test('every edge leads where it should, and no other is there', async ({ client, assert }) => {
    const admin = await createAgent('admin')
    const all = await requests()
    assert.isAtLeast(all.length, 6)
    for (const request of all) {
      const { plan, facts } = request
      const begun = await client
        .post('/api/v1/quotes/drafts')
        .bearerToken(admin.token)
        .json({ plan, facts: {} })
      const id: string = begun.body().data.id
      const go = async (move: string, body: object, to: string) => {
        const moved = await post(client, admin, `${id}/${move}`, body)
        assert.isBelow(moved.status(), 300, `${plan} ${move} ${moved.text()}`)
        assert.equal(await statusOf(client, admin, id), to, `${plan} ${move}`)
      }
      const refused = async (move: string, body: object) => {
        const answer = await post(client, admin, `${id}/${move}`, body)
        assert.equal(answer.status(), 409, `${plan} ${move} ${answer.text()}`)
      }
      await refused('approve', {})
      await go('versions', { facts }, 'quoted')
      await go('extend', { ...WHY, until: DAY }, 'quoted')
      await go('refer', WHY, 'referred')
      await refused('bind', {})
      await go('decline', WHY, 'declined')
      await refused('withdraw', WHY)
      await go('reopen', WHY, 'quoted')
      await go('refer', WHY, 'referred')
      await go('approve', {}, 'approved')
      await go('refer', WHY, 'referred')
      await go('approve', {}, 'approved')
      await go('decline', WHY, 'declined')
      await go('versions', { facts }, 'quoted')
      await go('withdraw', WHY, 'withdrawn')
      await refused('versions', { facts })
      await go('reopen', WHY, 'quoted')
      await expire(id)
      assert.equal(await statusOf(client, admin, id), 'expired')
      await refused('bind', {})
      await go('versions', { facts }, 'quoted')
      await go('reassign', { ...WHY, to: admin.user.id }, 'quoted')
      const blocked = await post(client, admin, `${id}/bind`)
      for (const rule of /first: (.*)\.$/.exec(blocked.body().detail ?? '')?.[1]?.split(', ') ??
        []) {
        ;(await post(client, admin, `${id}/elections`, { rule })).assertStatus(204)
      }
      await go('bind', {}, 'bound')
      for (const move of ['refer', 'decline', 'withdraw', 'reopen']) await refused(move, WHY)
      await refused('versions', { facts })
    }
  }).timeout(120_000)

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
