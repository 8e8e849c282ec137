import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'
import { openStream, type StreamMessage } from '#tests/harness/event_stream'
import { openRequest, post, quoteOf } from '#tests/harness/quotes'

const ORIGIN = () => `http://${process.env.HOST}:${process.env.PORT}`

type Told = StreamMessage['data'] & {
  readonly fields?: readonly string[]
  readonly revision?: number
  readonly by?: number
  readonly move?: string
}

/** Everything that a stream tells of one quote, as it comes. */
async function listen(token: string, id: string, lastEventId?: string) {
  const stream = await openStream(`${ORIGIN()}/live?channels=quotes`, token, lastEventId)
  if (lastEventId === undefined) await stream.next()
  const next = async (): Promise<Told & { readonly at: string }> => {
    for (;;) {
      const { data, id: at } = await stream.next()
      if (data.id === id) return { ...data, at }
    }
  }
  return { next, close: stream.close }
}

test.group('What is saved of a quote', () => {
  test('is told to the others at once: which fields, as which revision, and no value', async ({
    client,
    assert,
    test: self,
  }) => {
    const [ann, ben] = [await createAgent(), await createAgent()]
    const { plan, facts } = await openRequest()
    const begun = await client
      .post('/api/v1/quotes/drafts')
      .bearerToken(ann.token)
      .json({ plan, facts: {} })
    const { id } = begun.body().data
    const heard = await listen(ben.token, id)
    self.cleanup(() => heard.close())
    const save = async (said: object) => {
      const saved = await client
        .put(`/api/v1/quotes/${id}/draft`)
        .bearerToken(ann.token)
        .json({ facts: said })
      saved.assertStatus(200)
      return Number(JSON.parse(saved.header('etag') ?? ''))
    }
    const drivers = [{ name: 'Secret Person', gender: 'female' }]
    await save({ policy: { term: 12 }, drivers })
    const revision = await save({ policy: { term: 6 }, drivers, vehicles: [] })
    const first = await heard.next()
    assert.sameMembers([...(first.fields ?? [])], ['/facts/policy', '/facts/drivers'])
    const { at, ...second } = await heard.next()
    assert.deepEqual(second, {
      type: 'quote_saved',
      id,
      revision,
      fields: ['/facts/policy/term', '/facts/vehicles'],
      by: ann.user.id,
    })
    assert.notInclude(JSON.stringify([first, second]), 'Secret')

    await heard.close()
    await save(facts)
    const returned = await listen(ben.token, id, at)
    self.cleanup(() => returned.close())
    assert.equal((await returned.next()).revision, revision + 1, 'who was away gets what it missed')
  })

  test('is told of the insured too, and of every act upon a quote', async ({
    client,
    assert,
    test: self,
  }) => {
    const admin = await createAgent('admin')
    const body = await openRequest()
    for (const vehicle of body.facts.vehicles) delete vehicle.coverages.PIP
    const id = await quoteOf(client, admin, body)
    const heard = await listen(admin.token, id)
    self.cleanup(() => heard.close())
    const named = await client
      .put(`/api/v1/quotes/${id}/insured`)
      .bearerToken(admin.token)
      .json({ name: 'Maria Delgado', address: ['100 Congress Avenue'] })
    named.assertStatus(200)
    const { fields, revision } = await heard.next()
    assert.includeMembers([...(fields ?? [])], ['/name', '/address'])
    assert.equal(named.header('etag'), `"${revision}"`)
    const why = { reason: 'To tell' }
    const acts = [
      ['elections', 'elect', { rule: 'UW-6' }],
      ['reassign', 'reassign', { ...why, to: admin.user.id }],
      ['extend', 'extend', { ...why, until: body.facts.policy.effective_on }],
      ['legal-hold', 'hold', why],
      ['legal-hold/release', 'release', why],
    ] as const
    for (const [path, move, sent] of acts) {
      ;(await post(client, admin, `${id}/${path}`, sent)).assertStatus(204)
      assert.equal((await heard.next()).move, move)
    }
    ;(await post(client, admin, `${id}/bind`)).assertStatus(201)
    const bound = await heard.next()
    const quote = await client.get(`/api/v1/quotes/${id}`).bearerToken(admin.token)
    assert.equal(bound.move, 'bind')
    assert.equal(quote.header('etag'), `"${bound.revision}"`)
  })
})
