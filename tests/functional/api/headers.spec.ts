import { request } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { HttpContextFactory } from '@adonisjs/core/factories/http'
import limiter from '@adonisjs/limiter/services/main'
import { test } from '@japa/runner'
import { requestsPerMinute } from '#config/limiter'
import DeprecationMiddleware from '#middleware/deprecation_middleware'
import { createAgent, exampleRequest } from '#tests/harness/agent'

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

/** Asks as no client does for us: with the encodings named, and without undoing them. */
function receive(path: string, headers: Record<string, string>, body?: string): Promise<Received> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `http://${process.env.HOST}:${process.env.PORT}${path}`,
      { method: body === undefined ? 'GET' : 'POST', headers },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          resolve({ headers: response.headers, body: Buffer.concat(chunks) })
        })
      }
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

test.group('Headers of every answer', () => {
  test('an answer says how many requests are left, and how many there are a minute', async ({
    client,
    assert,
  }) => {
    const { token } = await createAgent()
    const left: number[] = []
    for (let asked = 0; asked < 2; asked++) {
      const answer = await client.get('/api/v1/me').bearerToken(token)
      answer.assertHeader('ratelimit-policy', `"account";q=${requestsPerMinute};w=60`)
      const [, remaining] = /^"account";r=(\d+);t=\d+$/.exec(answer.header('ratelimit') ?? '') ?? []
      left.push(Number(remaining))
    }
    assert.deepEqual(left, [requestsPerMinute - 1, requestsPerMinute - 2])
  })

  test('who asked too often is told when to go on, and nobody else is', async ({
    client,
    assert,
  }) => {
    const [hasty, other] = [await createAgent(), await createAgent()]
    await limiter
      .use('memory', { requests: requestsPerMinute, duration: 60 })
      .set(`account:${hasty.user.id}`, requestsPerMinute, 60)
    const refused = await client.get('/api/v1/me').bearerToken(hasty.token)
    refused.assertStatus(429)
    assert.equal(refused.body().type, 'urn:ratewright:problem:too_many_requests')
    assert.isAbove(Number(refused.header('retry-after')), 0)
    assert.match(refused.header('ratelimit') ?? '', /^"account";r=0;t=\d+$/)
    ;(await client.get('/api/v1/me').bearerToken(other.token)).assertStatus(200)
  })

  test('a large answer comes in brotli or gzip where they are taken, and else as it is', async ({
    assert,
  }) => {
    const { token } = await createAgent()
    const body = JSON.stringify(await exampleRequest())
    const rate = (encodings: string) =>
      receive(
        '/api/v1/ratings?include=worksheet',
        {
          'authorization': `Bearer ${token}`,
          'content-type': 'application/json',
          'accept-encoding': encodings,
        },
        body
      )
    const plain = await rate('identity')
    const brotli = await rate('gzip, br')
    const gzip = await rate('gzip')
    assert.isUndefined(plain.headers['content-encoding'])
    assert.equal(brotli.headers['content-encoding'], 'br')
    assert.equal(gzip.headers['content-encoding'], 'gzip')
    assert.include(String(brotli.headers.vary), 'Accept-Encoding')
    assert.deepEqual(brotliDecompressSync(brotli.body), plain.body)
    assert.deepEqual(gunzipSync(gzip.body), plain.body)
    assert.isBelow(brotli.body.length * 5, plain.body.length)
  })

  test('the assets of the portal come compressed', async ({ assert }) => {
    const page = await receive('/', {})
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(page.body.toString()) ?? []
    const asset = await receive(script, { 'accept-encoding': 'br' })
    assert.equal(asset.headers['content-encoding'], 'br')
  })

  test('a stream is not compressed, and a small answer is not either', async ({ assert }) => {
    const { token } = await createAgent()
    const authorization = `Bearer ${token}`
    const batch = await receive(
      '/api/v1/ratings/batch',
      {
        authorization,
        'content-type': 'application/x-ndjson',
        'accept-encoding': 'br, gzip',
      },
      `${JSON.stringify(await exampleRequest())}\n`
    )
    const me = await receive('/api/v1/me', { authorization, 'accept-encoding': 'br' })
    assert.isUndefined(batch.headers['content-encoding'])
    assert.equal(JSON.parse(batch.body.toString()).line, 1)
    assert.isUndefined(me.headers['content-encoding'])
  })

  test('a route that is deprecated says since when, until when and what to use', ({ assert }) => {
    const ctx = new HttpContextFactory().create()
    const declared = { since: '2026-06-01', until: '2027-06-01', instead: '/docs/api#offers' }
    new DeprecationMiddleware().handle(ctx, async () => {}, declared)
    assert.equal(ctx.response.getHeader('deprecation'), '@1780272000')
    assert.equal(ctx.response.getHeader('sunset'), 'Tue, 01 Jun 2027 00:00:00 GMT')
    assert.equal(
      ctx.response.getHeader('link'),
      '</docs/api#offers>; rel="deprecation"; type="text/html"'
    )
  })
})
