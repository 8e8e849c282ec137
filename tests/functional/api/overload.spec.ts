import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'

test.group('A database with no connection left', () => {
  test('is told as 503 with the time to come back, and passes', async ({ assert }) => {
    const { token } = await createAgent()
    const list = () =>
      fetch(`http://${process.env.HOST}:${process.env.PORT}/api/v1/quotes`, {
        headers: { authorization: `Bearer ${token}` },
      })
    const { max = 0 } = db.connection().getReadClient().client.pool
    const held = await Promise.all(Array.from({ length: max }, () => db.transaction()))
    const refused = await list()
    await Promise.all(held.map((transaction) => transaction.rollback()))
    assert.equal(refused.status, 503)
    assert.isAbove(Number(refused.headers.get('retry-after')), 0)
    assert.equal(JSON.parse(await refused.text()).type, 'urn:ratewright:problem:busy')
    assert.equal((await list()).status, 200)
  })
})
