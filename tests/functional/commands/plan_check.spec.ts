import { join } from 'node:path'
import { test } from '@japa/runner'
import { hashProgram } from '#rules/index'
import { ace, copyOfRepository, edit } from './workshop.ts'

const PLAN = 'plugins/tx/plan.rate'
const BASE = 'plugins/countrywide/plan.rate'

test.group('plan:check and plan:compile', (group) => {
  group.each.timeout(120_000)

  test('every plugin is checked, and its worked examples hold', async ({ assert }) => {
    const { exitCode, stdout } = await ace(['plan:check'])
    assert.equal(exitCode, 0, stdout)
    assert.match(stdout, /personal_auto +plugins\/personal_auto\/product\.rate +no finding\n/)
    const [, passed, all] = /texas_personal_auto .+, (\d+) of (\d+) worked examples hold\n/.exec(
      stdout
    ) ?? ['']
    assert.equal(passed, all)
    assert.isAtLeast(Number(all), 20)
  })

  test('a product alone can be checked', async ({ assert }) => {
    const { exitCode, stdout } = await ace(['plan:check', 'personal_auto'])
    assert.equal(exitCode, 0)
    assert.equal(stdout, 'personal_auto  plugins/personal_auto/product.rate  no finding\n')
  })

  test('a countrywide plan is checked by itself, with who extends it', async ({ assert }) => {
    const { exitCode, stdout } = await ace(['plan:check', 'countrywide'])
    assert.equal(exitCode, 0)
    assert.equal(
      stdout,
      'countrywide_personal_auto  plugins/countrywide/plan.rate  no finding, extended by ca, fl, mi, ny, pa, tx\n'
    )
  })

  test('plan:manual prints a plan in words, and a countrywide plan has none', async ({
    assert,
  }) => {
    const { exitCode, stdout } = await ace(['plan:manual', 'tx'])
    assert.equal(exitCode, 0)
    assert.match(stdout, /^# Texas Personal Auto\n\n## Rule 1\. General\n/)
    const none = await ace(['plan:manual', 'countrywide'])
    assert.equal(none.exitCode, 2)
    assert.include(none.stderr, 'is a countrywide plan, not a plan of a state')
  })

  test('an error is shown in its line, in colour only where asked for', async ({
    assert,
    test: self,
  }) => {
    const cwd = await copyOfRepository(self)
    await edit(join(cwd, BASE), 'symbol_factor[symbol, coverage]', 'symbol_factr[symbol, coverage]')
    const plain = await ace(['plan:check', 'tx'], { cwd })
    assert.equal(plain.exitCode, 1)
    assert.match(plain.stdout, /^plugins\/countrywide\/plan\.rate:\d+:\d+ {2}error RATE\d{3} {2}\S/)
    assert.include(plain.stdout, 'Did you mean "symbol_factor"?')
    assert.match(plain.stdout, / 1 error, .*worked examples not run/)
    assert.notInclude(plain.stdout, '\u001b[')
    const coloured = await ace(['plan:check', 'tx', '--ansi'], { cwd })
    assert.include(coloured.stdout, '\u001b[31m')
  })

  test('a changed table shows the examples that no longer hold', async ({ assert, test: self }) => {
    const cwd = await copyOfRepository(self)
    await edit(join(cwd, 'plugins/tx/tables/deductible.csv'), 'COMP,250,1.180', 'COMP,250,1.190')
    const { exitCode, stdout } = await ace(['plan:check', PLAN], { cwd })
    assert.equal(exitCode, 1)
    assert.include(
      stdout,
      'The worked example "A clean couple with one sedan pays for six months" does not hold:'
    )
    assert.match(stdout, /error RATE\d{3} {2}COMP of vehicle is \d+\.00, but the example expects/)
  })

  test('a mistake in a CSV is shown by the path of the file', async ({ assert, test: self }) => {
    const cwd = await copyOfRepository(self)
    await edit(join(cwd, 'plugins/tx/tables/points.csv'), 'points,', 'pionts,')
    const { exitCode, stdout } = await ace(['plan:check', 'tx'], { cwd })
    assert.equal(exitCode, 1)
    assert.match(stdout, /^plugins\/tx\/tables\/points\.csv:1:1 {2}error/m)
  })

  test('plan:compile prints the program that its hash names', async ({ assert }) => {
    const printed = await ace(['plan:compile', 'texas_personal_auto'])
    const { stdout: hash } = await ace(['plan:compile', 'texas_personal_auto', '--hash'])
    assert.match(hash, /^[0-9a-f]{64}\n$/)
    assert.equal(hashProgram(JSON.parse(printed.stdout)), hash.trim())
  })

  test('a plan with errors compiles to nothing', async ({ assert, test: self }) => {
    const cwd = await copyOfRepository(self)
    await edit(join(cwd, BASE), 'rounding  half up', 'rounding  half over')
    const { exitCode, stdout, stderr } = await ace(['plan:compile', 'tx'], { cwd })
    assert.equal(exitCode, 1)
    assert.equal(stdout, '')
    assert.match(stderr, /plan\.rate:\d+:\d+ {2}error RATE1/)
  })

  test('what there is none of is named, with the nearest name', async ({ assert }) => {
    const { exitCode, stderr } = await ace(['plan:check', 'persnal_auto'])
    assert.equal(exitCode, 2)
    assert.include(stderr, 'There is no plan or product "persnal_auto" under plugins/.')
    assert.include(stderr, 'Did you mean "personal_auto"?')
  })
})
