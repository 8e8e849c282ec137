import { readFile, stat } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { openStream } from '#tests/harness/event_stream'
import {
  launchPlatform,
  temporaryFolder,
  untilReady,
  usedDataFolder,
} from '#tests/harness/platform'
import type { Platform } from '#tests/harness/platform'

/** Does what the printed curl line does. */
function pasteCurl(platform: Platform): Promise<Response> {
  const line = platform
    .output()
    .split('\n')
    .find((printed) => printed.startsWith('curl '))
  const [, url, authorization, file] =
    /^curl -s (\S+) -H "Authorization: (.+?)" -H "Content-Type: application\/json" -d @(\S+)$/.exec(
      line ?? ''
    ) ?? []
  if (!url || !authorization || !file) throw new Error(`No curl line in:\n${platform.output()}`)
  return readFile(file).then((body) =>
    fetch(url, {
      method: 'POST',
      body,
      headers: { authorization, 'content-type': 'application/json' },
    })
  )
}

const quotesOf = async (platform: Platform) => {
  const token = (await readFile(join(platform.dataDir, 'demo_token'), 'utf8')).trim()
  const response = await fetch(`${platform.url}/api/v1/quotes`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { data }: { data: { id: string; status: string }[] } = JSON.parse(await response.text())
  return data
}

test.group('npm start', (group) => {
  group.each.timeout(180_000)

  test('serves, prints a curl line that works, keeps its data and is back with it', async ({
    assert,
    test: self,
  }) => {
    const DATA_DIR = await temporaryFolder(self)
    const first = await untilReady(await launchPlatform(self, { DATA_DIR }))
    assert.equal((await fetch(`${first.url}/health`)).status, 200)
    assert.include(first.output(), `Ratewright is ready at ${first.url}`)
    assert.include(first.output(), 'Sign in as agent@ratewright.example')
    assert.equal((await pasteCurl(first)).status, 201)
    assert.deepEqual(
      (await quotesOf(first)).map(({ status }) => status),
      ['quoted']
    )
    const token = await readFile(join(DATA_DIR, 'demo_token'), 'utf8')
    assert.equal((await stat(join(DATA_DIR, 'demo_token'))).mode & 0o777, 0o600)
    assert.equal(await first.end('SIGINT'), 0)
    assert.isFalse(existsSync(join(DATA_DIR, 'postgres/cluster/postmaster.pid')))

    const second = await untilReady(await launchPlatform(self, { DATA_DIR }))
    assert.lengthOf(await quotesOf(second), 1)
    assert.equal(await readFile(join(DATA_DIR, 'demo_token'), 'utf8'), token)
    assert.equal(await second.end('SIGTERM'), 0)
  })

  test('takes over the database that a killed instance left running', async ({
    assert,
    test: self,
  }) => {
    const DATA_DIR = await usedDataFolder(self)
    const killed = await untilReady(await launchPlatform(self, { DATA_DIR }))
    assert.equal((await pasteCurl(killed)).status, 201)
    await killed.end('SIGKILL')
    assert.isTrue(existsSync(join(DATA_DIR, 'postgres/cluster/postmaster.pid')))

    const next = await untilReady(await launchPlatform(self, { DATA_DIR }))
    assert.lengthOf(await quotesOf(next), 1)
    assert.equal((await pasteCurl(next)).status, 201)
    assert.equal(await next.end(), 0)
    assert.isFalse(existsSync(join(DATA_DIR, 'postgres/cluster/postmaster.pid')))
  })

  test('has no demo account where other machines can reach it, not even one made before', async ({
    assert,
    test: self,
  }) => {
    const DATA_DIR = await usedDataFolder(self)
    const local = await untilReady(await launchPlatform(self, { DATA_DIR }))
    const token = (await readFile(join(DATA_DIR, 'demo_token'), 'utf8')).trim()
    const headers = { authorization: `Bearer ${token}` }
    assert.equal((await fetch(`${local.url}/api/v1/me`, { headers })).status, 200)
    await local.end()

    const open = await untilReady(await launchPlatform(self, { DATA_DIR, HOST: '0.0.0.0' }))
    assert.notInclude(open.output(), 'agent@')
    assert.equal((await fetch(`${open.url}/api/v1/me`, { headers })).status, 401)
    assert.notInclude(await (await fetch(open.url)).text(), 'demo-login')
  })

  test('ends an open event stream instead of waiting for it', async ({ assert, test: self }) => {
    const DATA_DIR = await usedDataFolder(self)
    const platform = await untilReady(await launchPlatform(self, { DATA_DIR }))
    const token = (await readFile(join(DATA_DIR, 'demo_token'), 'utf8')).trim()
    const stream = await openStream(`${platform.url}/live?channels=quotes`, token)
    assert.equal((await stream.next()).event, 'ready')
    const before = performance.now()
    assert.equal(await platform.end(), 0)
    await assert.rejects(() => stream.next(), 'The stream ended')
    assert.isBelow(performance.now() - before, 4000)
  })
})
