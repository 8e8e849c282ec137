import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import authority from '#config/authority'
import type { QuoteAct, Role } from '#services/quotes/life/moves'
import { createAgent, type Agent } from '#tests/harness/agent'
import { publishOwnPlan, skiffFacts } from '#tests/harness/plans'
import { openRequest, post, quoteOf, referred } from '#tests/harness/quotes'

const ROLES = ['agent', 'underwriter', 'admin', 'product_author', 'reviewer'] as const
const WHY = { reason: 'To see who may' }

/** The table of docs/security.md: what each role may, by act. */
async function documented(): Promise<ReadonlyMap<string, ReadonlyMap<Role, string>>> {
  const text = await readFile(app.makePath('docs/security.md'), 'utf8')
  const [table = ''] = text.split('## Who may do what').at(-1)?.split('\n## ') ?? []
  const rows = table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return new Map(
    rows.map(([, what = '', ...cells]) => [
      /`(\w+)`/.exec(what)?.[1] ?? '',
      new Map(ROLES.map((role, at) => [role, cells[at] ?? ''])),
    ])
  )
}

type Stage = (client: ApiClient, admin: Agent) => Promise<string>

/** An open quote on which a rule requires something in writing. */
const open: Stage = async (client, admin) => {
  const body = await openRequest()
  for (const vehicle of body.facts.vehicles) delete vehicle.coverages.PIP
  return quoteOf(client, admin, body)
}

const waiting: Stage = async (client, admin) =>
  quoteOf(client, admin, referred(await openRequest()))

const closed: Stage = async (client, admin) => {
  const id = await open(client, admin)
  ;(await post(client, admin, `${id}/withdraw`, WHY)).assertStatus(200)
  return id
}

const bindable: Stage = async (client, admin) => quoteOf(client, admin, await openRequest())

/** The calls that each act is, below `/quotes`: what they work on, and what they say. */
async function callsOf(admin: Agent) {
  const { facts } = await openRequest()
  const until = facts.policy.effective_on
  const on = (stage: Stage, path: string, body: object, method = 'POST') => ({
    ...{ stage, path, body, method },
  })
  const none: Stage = async () => ''
  const { plan } = await openRequest()
  const drafted: Stage = async (client, by) => {
    const begun = await post(client, by, 'drafts', { plan, facts: {} })
    return begun.body().data.id
  }
  return {
    quote: [
      on(none, '', { plan, facts }),
      on(none, 'drafts', { plan, facts: {} }),
      on(drafted, '/draft', { facts: {} }, 'PUT'),
      on(open, '/insured', { name: 'Ann', address: [] }, 'PUT'),
    ],
    revise: [on(open, '/versions', { facts }), on(open, '/rerate', {})],
    elect: [on(open, '/elections', { rule: 'UW-6' })],
    refer: [on(open, '/refer', WHY)],
    withdraw: [on(open, '/withdraw', WHY)],
    bind: [on(bindable, '/bind', {})],
    approve: [on(waiting, '/approve', {})],
    decline: [on(waiting, '/decline', WHY)],
    reopen: [on(closed, '/reopen', WHY)],
    extend: [on(open, '/extend', { ...WHY, until })],
    reassign: [on(open, '/reassign', { ...WHY, to: admin.user.id })],
    erase: [on(open, '/erase', WHY)],
    hold: [on(open, '/legal-hold', WHY), on(open, '/legal-hold/release', WHY)],
  }
}

test.group('Who may do what to a quote', () => {
  test('is what the table says, for every role and every act', async ({ client, assert }) => {
    const table = await documented()
    assert.sameMembers([...table.keys()], Object.keys(authority.mayDo))
    const people = await Promise.all(ROLES.map((role) => createAgent(role)))
    const admin = await createAgent('admin')
    const calls = await callsOf(admin)
    for (const [at, role] of ROLES.entries()) {
      const person = people[at] ?? admin
      for (const [act, each] of Object.entries(calls)) {
        const may = table.get(act)?.get(role) !== 'no'
        for (const { stage, path, body, method } of each) {
          const address = `/api/v1/quotes/${await stage(client, admin)}${path}`.replace(/\/$/, '')
          const answer = await client.request(address, method).bearerToken(person.token).json(body)
          const told = `${role} ${method} ${address} ${answer.text()}`
          if (may) assert.isBelow(answer.status(), 300, told)
          else assert.equal(answer.status(), 403, told)
        }
      }
    }
  }).timeout(120_000)

  test('holds for bulk jobs, and its limits are those that are set', async ({
    client,
    assert,
    test: self,
  }) => {
    const table = await documented()
    const { name } = await publishOwnPlan(self)
    const limits: Readonly<Partial<Record<QuoteAct, Readonly<Record<Role, string | null>>>>> = {
      bind: authority.bindUpTo,
      approve: authority.approveUpTo,
    }
    for (const role of ROLES) {
      const { token } = await createAgent(role)
      const job = { apply: false, ...WHY }
      const answer = await client
        .post(`/api/v1/plans/${name}/requotes`)
        .bearerToken(token)
        .json(job)
      assert.equal(answer.status() === 403, table.get('requote')?.get(role) === 'no', role)
      for (const [act, upTo] of Object.entries(limits)) {
        const said = table.get(act)?.get(role) ?? ''
        if (said === 'no') continue
        const limit = said === 'yes' ? null : said.replace('up to ', '').replaceAll(',', '')
        assert.equal(limit, upTo[role], `${role} ${act}`)
      }
    }
  })

  test('ends where a rule refers to somebody else: an underwriter does not approve for them', async ({
    client,
    assert,
    test: self,
  }) => {
    const { name } = await publishOwnPlan(
      self,
      `rule UW-1 "Small hull"
  when  policy.length < 8
  then  refer to actuary "Too small to be rated by length"

`
    )
    const [underwriter, admin] = [await createAgent('underwriter'), await createAgent('admin')]
    const made = await client
      .post('/api/v1/quotes')
      .bearerToken(admin.token)
      .json({ plan: name, facts: skiffFacts() })
    const { id, status } = made.body().data
    assert.equal(status, 'referred')
    const refused = await post(client, underwriter, `${id}/approve`)
    refused.assertStatus(403)
    assert.equal(refused.body().type, 'urn:ratewright:problem:over_authority')
    assert.include(refused.body().detail, 'Rule UW-1 refers it to the actuary')
    ;(await post(client, admin, `${id}/approve`)).assertStatus(200)
  })
})
