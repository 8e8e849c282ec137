import { once } from 'node:events'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { test } from '@japa/runner'
import { findFreePort } from '#launch/check_port'
import {
  launchPlatform,
  temporaryFolder,
  untilEnded,
  untilReady,
  usedDataFolder,
} from '#tests/harness/platform'
import type { Platform } from '#tests/harness/platform'

/** The one line that a platform prints when it can't start. */
async function complaint(platform: Platform): Promise<string> {
  const { exitCode, output } = await untilEnded(platform)
  const [line, ...rest] = output.trim().split('\n')
  if (exitCode !== 1 || line === undefined || rest.length > 0) {
    throw new Error(`Exit code ${exitCode} and not one line:\n${output}`)
  }
  return line
}

test.group('What keeps npm start from starting is told in one line', (group) => {
  group.each.timeout(180_000)

  test('a taken port', async ({ assert, test: self }) => {
    const DATA_DIR = await temporaryFolder(self)
    const PORT = String(await findFreePort())
    const other = createServer().listen(Number(PORT), 'localhost')
    await once(other, 'listening')
    self.cleanup(() => new Promise<void>((closed) => other.close(() => closed())))
    const line = await complaint(await launchPlatform(self, { DATA_DIR, PORT }))
    assert.include(line, `Port ${PORT} on localhost is taken by another program.`)
    assert.include(line, `PORT=${Number(PORT) + 1} npm start`)
  })

  test('a port that is none', async ({ assert, test: self }) => {
    const DATA_DIR = await temporaryFolder(self)
    const line = await complaint(await launchPlatform(self, { DATA_DIR, PORT: '70000' }))
    assert.include(line, 'PORT is "70000", which is not a port.')
  })

  test('a data folder that a running instance uses', async ({ assert, test: self }) => {
    const DATA_DIR = await usedDataFolder(self)
    const first = await untilReady(await launchPlatform(self, { DATA_DIR }))
    const line = await complaint(await launchPlatform(self, { DATA_DIR }))
    assert.include(line, `is in use by the instance at ${first.url}.`)
    assert.equal((await fetch(`${first.url}/health`)).status, 200)
  })

  test('a data folder that can not be written to', async ({ assert, test: self }) => {
    const folder = await temporaryFolder(self)
    const DATA_DIR = join(folder, 'file/data')
    await writeFile(join(folder, 'file'), 'not a folder')
    const line = await complaint(await launchPlatform(self, { DATA_DIR }))
    assert.include(line, `The data folder ${DATA_DIR} can't be written to (ENOTDIR).`)
  })

  test('a damaged database', async ({ assert, test: self }) => {
    const DATA_DIR = await usedDataFolder(self)
    await rm(join(DATA_DIR, 'postgres/cluster/global/pg_control'))
    const line = await complaint(await launchPlatform(self, { DATA_DIR }))
    assert.include(line, `The embedded PostgreSQL can't run on ${DATA_DIR}/postgres/cluster`)
    assert.include(line, 'Restore that folder from a backup')
  })

  test('a database folder that is not one', async ({ assert, test: self }) => {
    const DATA_DIR = await temporaryFolder(self)
    await mkdir(join(DATA_DIR, 'postgres/cluster'), { recursive: true })
    const line = await complaint(await launchPlatform(self, { DATA_DIR }))
    assert.include(line, 'PG_VERSION, global, base, pg_wal missing')
  })

  test('secrets that do not fit the database', async ({ assert, test: self }) => {
    const DATA_DIR = await usedDataFolder(self)
    await rm(join(DATA_DIR, 'secrets.json'))
    const line = await complaint(await launchPlatform(self, { DATA_DIR }))
    assert.include(line, 'password authentication failed')
    assert.include(line, 'Restore secrets.json and this folder from the same backup.')
  })

  test('secrets that can not be read', async ({ assert, test: self }) => {
    const DATA_DIR = await temporaryFolder(self)
    await writeFile(join(DATA_DIR, 'secrets.json'), '{"appKey": 1}')
    const line = await complaint(await launchPlatform(self, { DATA_DIR }))
    assert.include(line, `The secrets file ${DATA_DIR}/secrets.json can't be read.`)
  })

  test('a database server that does not answer, without telling its password', async ({
    assert,
    test: self,
  }) => {
    const DATA_DIR = await temporaryFolder(self)
    const DATABASE_URL = `postgres://user:hush@127.0.0.1:${await findFreePort()}/rates`
    const line = await complaint(await launchPlatform(self, { DATA_DIR, DATABASE_URL }))
    assert.include(line, 'The database rates at 127.0.0.1')
    assert.include(line, 'ECONNREFUSED')
    assert.notInclude(line, 'hush')
  })

  test('a database address that is none', async ({ assert, test: self }) => {
    const DATA_DIR = await temporaryFolder(self)
    const line = await complaint(
      await launchPlatform(self, { DATA_DIR, DATABASE_URL: 'mysql://localhost/rates' })
    )
    assert.include(line, 'DATABASE_URL is not the address of a PostgreSQL database.')
  })

  test('a folder that the database account may no longer enter', async ({ assert, test: self }) => {
    const DATA_DIR = await usedDataFolder(self)
    const folder = dirname(DATA_DIR)
    await chmod(folder, 0o700)
    const line = await complaint(await launchPlatform(self, { DATA_DIR }))
    assert.include(line, `PostgreSQL's account may not enter ${folder}`)
    assert.include(line, `chmod o+x ${folder}`)
  }).skip(process.getuid?.() !== 0, 'Only root runs the database under another account')

  test('a closed home folder is no problem: the database finds another place', async ({
    assert,
    test: self,
  }) => {
    const home = await temporaryFolder(self)
    await chmod(home, 0o700)
    const platform = await untilReady(await launchPlatform(self, { DATA_DIR: join(home, 'data') }))
    const [, place] =
      /The database is kept in (\S+), since PostgreSQL's account may not enter/.exec(
        platform.output()
      ) ?? []
    assert.isDefined(place)
    self.cleanup(() => rm(place ?? '', { recursive: true, force: true }))
    assert.equal((await fetch(`${platform.url}/health`)).status, 200)
    await platform.end()
  }).skip(process.getuid?.() !== 0, 'Only root runs the database under another account')
})
