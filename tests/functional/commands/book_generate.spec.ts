import { test } from '@japa/runner'
import { createAgent } from '#tests/harness/agent'
import { ace } from './workshop.ts'

test.group('book:generate', (group) => {
  group.each.timeout(120_000)

  test('prints lines that the batch API rates', async ({ assert }) => {
    const { stdout } = await ace(['book:generate', '--state', 'TX', '--size', '5', '--ndjson'])
    assert.lengthOf(stdout.trimEnd().split('\n'), 5)
    const agent = await createAgent()
    const response = await fetch(
      `http://${process.env.HOST}:${process.env.PORT}/api/v1/ratings/batch`,
      {
        method: 'POST',
        headers: {
          'authorization': `Bearer ${agent.token}`,
          'content-type': 'application/x-ndjson',
        },
        body: stdout,
      }
    )
    const text = await response.text()
    const answers = text.trimEnd().split('\n')
    assert.lengthOf(answers, 5)
    for (const answer of answers) assert.match(answer, /"decision":"(accept|refer|decline)"/)
  })

  test('a wrong call says what is wrong and how it is called', async ({ assert }) => {
    const nobody = await ace(['book:generate'])
    assert.equal(nobody.exitCode, 2)
    assert.include(nobody.stderr, 'A book is for one plan.')
    const state = await ace(['book:generate', '--state', 'ZZ', '--size', '3'])
    assert.equal(state.exitCode, 2)
    assert.include(state.stderr, 'There is no plan or product "zz"')
  })
})
