import { join } from 'node:path'
import { test } from '@japa/runner'
import { ace, copyOfRepository, edit } from './workshop.ts'

test.group('plan:coverage', (group) => {
  group.each.timeout(180_000)

  test('prints the report as text and as JSON', async ({ assert }) => {
    const { exitCode, stdout } = await ace(['plan:coverage', 'tx', '--risks=0'])
    assert.equal(exitCode, 0)
    assert.match(
      stdout,
      /^Texas Personal Auto .+: \d+ worked examples, 0 generated risks from seed 1/
    )
    const json = await ace(['plan:coverage', 'tx', '--risks=20', '--json'])
    const { points, generated } = JSON.parse(json.stdout)
    // 20, and those that were made to reach what these left.
    assert.isAbove(generated, 20)
    assert.includeMembers(
      points.map(({ id }: { readonly id: string }) => id),
      ['rule UW-1 fires', 'row base_rate 0', 'edge class_factor 0 14']
    )
  })

  test('ends with 1 where the examples reach less than was asked for', async ({
    assert,
    test: self,
  }) => {
    const cwd = await copyOfRepository(self)
    const rule = [
      'rule UW-8 "Miles that no example has"',
      '  when  any vehicle has annual_miles is 98765',
      '  then  refer "The most of miles"',
    ]
    const next = '# Rule 8. Fees\n'
    await edit(join(cwd, 'plugins/tx/plan.rate'), next, `${rule.join('\n')}\n\n${next}`)
    const asked = ['plan:coverage', 'tx', '--risks=0', '--fail-under=100']
    const { exitCode, stderr } = await ace(asked, { cwd })
    assert.equal(exitCode, 1)
    assert.match(stderr, /^The examples reach \d+ %, which is under 100 %\.\n$/)
    assert.equal((await ace(asked)).exitCode, 0)
    const wrong = await ace(['plan:coverage', 'tx', '--fail-under=101'])
    assert.equal(wrong.exitCode, 2)
  })
})
