import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import fc from 'fast-check'
import { createAgent } from '#tests/harness/agent'
import { openRequest, post, quoteOf, referred, shown } from '#tests/harness/quotes'

const CALLS = [
  ...['refer', 'approve', 'decline', 'withdraw', 'reopen', 'bind', 'versions', 'reassign'],
  ...['rerate', 'extend', 'elections', 'legal-hold', 'legal-hold/release', 'erase', 'options'],
]
const RUNS = 8
const WHY = { reason: 'Chance' }

test.group('Any calls in any order', () => {
  test('keep every invariant of a quote', async ({ client, assert }) => {
    const people = await Promise.all(
      (['agent', 'underwriter', 'admin'] as const).map((role) => createAgent(role))
    )
    const [first] = people
    if (!first) throw new Error('Nobody is there')
    const request = await openRequest()
    const call = fc.record({ path: fc.constantFrom(...CALLS), person: fc.constantFrom(...people) })
    const life = fc.tuple(fc.boolean(), fc.array(call, { minLength: 4, maxLength: 12 }))
    await fc.assert(
      fc.asyncProperty(life, async ([isReferred, calls]) => {
        const body = structuredClone(request)
        const id = await quoteOf(client, first, isReferred ? referred(body) : body)
        for (const { path, person } of calls) {
          const before = await shown(client, first, id)
          const sent: Readonly<Record<string, object>> = {
            ...{ bind: {}, options: {}, elections: { rule: 'UW-6' } },
            ...{ versions: { facts: request.facts }, reassign: { ...WHY, to: first.user.id } },
            extend: { ...WHY, until: request.facts.policy.effective_on },
          }
          const answer = await post(client, person, `${id}/${path}`, sent[path] ?? WHY)
          const after = await shown(client, first, id)
          assert.isBelow(answer.status(), 500)
          if (answer.status() >= 400) assert.deepEqual(after, before)
          assert.isAtLeast(after.versions.length, before.versions.length)
          assert.isAtLeast(after.journal.length, before.journal.length)
          if (before.status === 'bound') assert.equal(after.status, 'bound')
          assert.equal(after.policy_number !== null, after.status === 'bound')
          assert.equal(after.journal[0].to ?? after.status, after.status)
        }
        const { rows } = await db.rawQuery(
          `select (select count(*) from policies where quote_id = :id) as policies,
             (select max(number) from quote_events where quote_id = :id) as last,
             (select count(*) from quote_events where quote_id = :id) as events,
             (select lock_version from quotes where id = :id) as lock`,
          { id }
        )
        assert.isAtMost(Number(rows[0].policies), 1)
        assert.equal(Number(rows[0].last), Number(rows[0].lock))
        assert.equal(Number(rows[0].events), Number(rows[0].lock))
      }),
      { numRuns: RUNS }
    )
  }).timeout(120_000)
})
