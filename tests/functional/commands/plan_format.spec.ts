import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { ace, copyOfRepository, edit } from './workshop.ts'

const PLAN = 'plugins/tx/plan.rate'

test.group('plan:format', (group) => {
  group.each.timeout(120_000)

  test('the sources of the repository are in the canonical layout', async ({ assert }) => {
    const { exitCode, stdout } = await ace(['plan:format', '--check'])
    assert.match(stdout, /^(\d+) of \1 sources in the canonical layout\n$/)
    assert.equal(exitCode, 0)
  })

  test('a source is written back in the layout, and nothing else is left', async ({
    assert,
    test: self,
  }) => {
    const cwd = await copyOfRepository(self)
    const path = join(cwd, PLAN)
    const neat = await readFile(path, 'utf8')
    await edit(path, '\nrule ', '\n\n\n\nrule    ')
    const crooked = await readFile(path, 'utf8')

    const checked = await ace(['plan:format', 'tx', '--check'], { cwd })
    assert.equal(checked.exitCode, 1)
    assert.include(checked.stdout, `${PLAN} is not in the canonical layout\n`)
    assert.equal(await readFile(path, 'utf8'), crooked)

    const { exitCode, stdout } = await ace(['plan:format', PLAN], { cwd })
    assert.equal(exitCode, 0)
    assert.include(stdout, `${PLAN} is formatted\n`)
    assert.equal(await readFile(path, 'utf8'), neat)
    assert.notMatch((await readdir(join(cwd, 'plugins/tx'))).join(), /\.new/)
  })

  test('standard input is formatted to standard output', async ({ assert }) => {
    const neat = await readFile(PLAN, 'utf8')
    const { exitCode, stdout } = await ace(['plan:format', '-'], {
      input: neat.replaceAll('\n', '\r\n'),
    })
    assert.equal(exitCode, 0)
    assert.equal(stdout, neat)
  })

  test('a source with an error is shown with it and left as it is', async ({
    assert,
    test: self,
  }) => {
    const cwd = await copyOfRepository(self)
    const path = join(cwd, PLAN)
    await edit(path, 'discounts each', 'discunts off each')
    const broken = await readFile(path, 'utf8')
    const { exitCode, stdout, stderr } = await ace(['plan:format', 'tx'], { cwd })
    assert.equal(exitCode, 1)
    assert.match(stderr, /^plugins\/tx\/plan\.rate:\d+:\d+ {2}error RATE\d{3}/)
    assert.include(stdout, '1 not formatted for their errors')
    assert.equal(await readFile(path, 'utf8'), broken)
  })

  test('a plugin that is not there is a wrong call', async ({ assert }) => {
    const { exitCode, stderr } = await ace(['plan:format', 'texs_personal_auto'])
    assert.equal(exitCode, 2)
    assert.include(stderr, 'Did you mean "texas_personal_auto"?')
  })

  test('what is no source is refused', async ({ assert }) => {
    const { exitCode, stderr } = await ace(['plan:format', 'package.json'])
    assert.equal(exitCode, 2)
    assert.include(stderr, 'package.json is no .rate file.')
  })
})
