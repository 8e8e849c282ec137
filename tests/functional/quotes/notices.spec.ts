import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import mail from '@adonisjs/mail/services/main'
import { test } from '@japa/runner'
import { mailFolder } from '#config/mail'
import { sendMails } from '#services/notices/send_mails'
import { createAgent, type Agent } from '#tests/harness/agent'
import { openRequest, post, quoteOf, referred } from '#tests/harness/quotes'
import type { ApiClient } from '@japa/api-client'

async function bound(client: ApiClient, agent: Agent) {
  const id = await quoteOf(client, agent, await openRequest())
  const insured = { name: 'Zoë Delgado', email: 'zoe@example.com', address: [] }
  await client.put(`/api/v1/quotes/${id}/insured`).bearerToken(agent.token).json(insured)
  ;(await post(client, agent, `${id}/bind`)).assertStatus(201)
  return id
}

async function noticesOf(client: ApiClient, agent: Agent, id: string) {
  const response = await client.get(`/api/v1/quotes/${id}/notices`).bearerToken(agent.token)
  return response.body().data
}

async function mailIds(quoteId: string): Promise<string[]> {
  const rows = await db
    .from('notice_mails as m')
    .join('notices as n', 'n.id', 'm.notice_id')
    .where('n.quote_id', quoteId)
    .orderBy('m.id')
    .select('m.id')
  return rows.map(({ id }) => id)
}

const fileOf = (id: string) => join(mailFolder, `notice-${id}@insurer.example.eml`)

test.group('Notices', () => {
  test('a policy that was issued is told to insured and producer, each by one mail with the declarations', async ({
    client,
    assert,
  }) => {
    const agent = await createAgent()
    const id = await bound(client, agent)
    const [notice] = await noticesOf(client, agent, id)
    assert.containsSubset(notice, {
      kind: 'policy_issued',
      mails: [
        { recipient: 'insured', status: 'waiting' },
        { recipient: 'producer', status: 'waiting' },
      ],
    })
    await Promise.all([sendMails(), sendMails(), sendMails()])
    assert.containsSubset((await noticesOf(client, agent, id))[0].mails, [
      { status: 'sent', attempts: 1 },
      { status: 'sent', attempts: 1 },
    ])
    const [first = ''] = await mailIds(id)
    const written = await readFile(fileOf(first), 'utf8')
    assert.include(written, 'To: zoe@example.com')
    assert.include(written, 'application/pdf')
  })

  test('a mail that the server refuses is sent later, and one amid a crash is not lost', async ({
    client,
    assert,
    test: self,
  }) => {
    const agent = await createAgent()
    const id = await bound(client, agent)
    const [first = ''] = await mailIds(id)
    // What a killed process leaves: the lock is gone with it, and the mail as it was.
    const held = await db.transaction()
    await held.from('notice_mails').where('id', first).forUpdate()
    await sendMails()
    assert.isNotNull((await noticesOf(client, agent, id))[0].mails[1].sent_at)
    await held.rollback()

    const { transport } = mail.use('file')
    const send = transport.send.bind(transport)
    self.cleanup(() => void (transport.send = send))
    transport.send = () => Promise.reject(new Error('The server is away'))
    await sendMails()
    transport.send = send
    assert.containsSubset((await noticesOf(client, agent, id))[0].mails[0], {
      status: 'waiting',
      attempts: 1,
    })
    await sendMails()
    assert.equal((await noticesOf(client, agent, id))[0].mails[0].status, 'waiting')
    await db.from('notice_mails').where('id', first).update({ due_at: new Date() })
    await sendMails()
    assert.equal((await noticesOf(client, agent, id))[0].mails[0].status, 'sent')
  })

  test('no mail goes out while whoever sends them has no time to', async ({ client, assert }) => {
    const agent = await createAgent()
    const id = await bound(client, agent)
    assert.equal(await sendMails(() => Promise.resolve('stop')), 0)
    const statuses = async () =>
      (await noticesOf(client, agent, id))[0].mails.map((each: { status: string }) => each.status)
    assert.deepEqual(await statuses(), ['waiting', 'waiting'])
    await sendMails(() => Promise.resolve('go'))
    assert.deepEqual(await statuses(), ['sent', 'sent'])
  })

  test('a quote that an underwriter declined is told to its producer with the reason', async ({
    client,
    assert,
  }) => {
    const [agent, underwriter] = [await createAgent(), await createAgent('underwriter')]
    const id = await quoteOf(client, agent, referred(await openRequest()))
    await post(client, underwriter, `${id}/decline`, { reason: 'Three claims in a year' })
    await sendMails()
    const [only = ''] = await mailIds(id)
    const written = await readFile(fileOf(only), 'utf8')
    assert.include(written.replaceAll(/=\r?\n/g, ''), 'Three claims in a year')
    const unknown = await client.get('/api/v1/quotes/999999999/notices').bearerToken(agent.token)
    unknown.assertStatus(404)
  })
})
