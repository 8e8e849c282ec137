import { cp, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { buildPortal } from '#launch/portal/build_portal'
import { runProgram } from '#launch/run_program'
import { temporaryFolder } from '#tests/harness/platform'
import { APP_ROOT } from '../../../bin/importer.ts'

const ROOT = fileURLToPath(APP_ROOT)

test.group('The portal as a start builds it', () => {
  test('a build that is called off leaves nothing behind', async ({ assert, test: self }) => {
    const root = await temporaryFolder(self)
    for (const part of ['resources', 'rules', 'vite.config.ts', 'package.json']) {
      await cp(join(ROOT, part), join(root, part), { recursive: true })
    }
    await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'))
    const halt = new AbortController()
    const built = buildPortal(root, halt.signal)
    halt.abort()
    await assert.rejects(() => built, /abort/)
    assert.deepEqual(await readdir(join(root, 'public')).catch(() => []), [])
  })

  test('a program that is told to stop has ended when that is reported', async ({ assert }) => {
    const halt = new AbortController()
    const ended = runProgram(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      signal: halt.signal,
    })
    halt.abort()
    assert.isNull((await ended).exitCode)
  })
})
