import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'
import { createRatewrightClient } from '../../../clients/typescript/src/index.ts'
import type { RatingRequest } from '../../../clients/typescript/src/index.ts'

const BASE_URL = () => `http://${process.env.HOST}:${process.env.PORT}`

const readExample = async (): Promise<RatingRequest> =>
  JSON.parse(await readFile(app.makePath('plugins/tx/examples/quote.json'), 'utf8'))

test.group('The TypeScript client', () => {
  test('makes a quote once, reads it back and finds it in the list', async ({ assert }) => {
    const { token } = await createAgent()
    const client = createRatewrightClient({ baseUrl: BASE_URL(), token })
    const body = await readExample()
    const header = { 'Idempotency-Key': randomUUID() }
    const first = await client.POST('/api/v1/quotes', { params: { header }, body })
    const again = await client.POST('/api/v1/quotes', { params: { header }, body })
    const id = first.data?.data.id ?? ''
    assert.equal(again.data?.data.id, id)
    const shown = await client.GET('/api/v1/quotes/{id}', { params: { path: { id } } })
    assert.equal(shown.data?.data.total, first.data?.data.total)
    const listed = await client.GET('/api/v1/quotes', { params: { query: { limit: 200 } } })
    assert.isTrue(listed.data?.data.some((quote) => quote.id === id))
  })

  test('hands a refusal over as the problem that it is', async ({ assert }) => {
    const { token } = await createAgent()
    const client = createRatewrightClient({ baseUrl: BASE_URL(), token })
    const { error } = await client.GET('/api/v1/quotes/{id}', { params: { path: { id: '999' } } })
    assert.equal(error?.status, 404)
    assert.equal(error?.type, 'urn:ratewright:problem:no_such_quote')
  })
})
