import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { temporaryFolder } from '#tests/harness/platform'
import { texasHead } from '#tests/support/texas_head'
import { ace, REPOSITORY } from './workshop.ts'

const QUOTE = 'plugins/tx/examples/quote.json'

/** The example's facts with one policy answer changed. */
async function factsWith(answer: Readonly<Record<string, unknown>>): Promise<string> {
  const { facts } = JSON.parse(await readFile(join(REPOSITORY, QUOTE), 'utf8'))
  return JSON.stringify({ ...facts, policy: { ...facts.policy, ...answer } })
}

test.group('plan:rate and plan:explain', (group) => {
  group.each.timeout(120_000)

  test('a file that names its plan is rated, in brief or as JSON', async ({ assert }) => {
    const brief = await ace(['plan:rate', QUOTE])
    assert.equal(brief.exitCode, 0, brief.stderr)
    assert.match(brief.stdout, /^Texas Personal Auto \S+, effective 2026-05-01\nDecision: accept\n/)
    const json = await ace(['plan:rate', 'texas_personal_auto', QUOTE, '--json'])
    const worksheet = JSON.parse(json.stdout)
    assert.match(brief.stdout, new RegExp(`\\nTotal +USD +${worksheet.total}\\n$`))
  })

  test('bare facts on standard input are rated with the plan of a folder', async ({ assert }) => {
    const { exitCode, stdout } = await ace(['plan:rate', 'plugins/tx', '-'], {
      input: await factsWith({ prior_cover: 'none' }),
    })
    assert.equal(exitCode, 0)
    assert.include(stdout, 'Decision: refer\n  UW-4 refer: No prior insurance')
  })

  test('plan:explain shows every step and the table row it was read from', async ({ assert }) => {
    const { exitCode, stdout } = await ace(['plan:explain', 'tx', QUOTE])
    assert.equal(exitCode, 0)
    assert.match(stdout, /times +Driver class +class_factor\[40, married, BI\].+class\.csv row \d+/)
  })

  test('a date before the plan is rated, with a note that the API would not', async ({
    assert,
  }) => {
    const { exitCode, stderr } = await ace(['plan:rate', 'tx', '-'], {
      input: await factsWith({ effective_on: '2025-06-01' }),
    })
    assert.equal(exitCode, 0)
    assert.equal(
      stderr,
      `note: this plan is for new business from ${texasHead().newBusiness} on, which is after 2025-06-01\n`
    )
  })

  test('wrong facts are listed with their paths', async ({ assert }) => {
    const { exitCode, stdout, stderr } = await ace(['plan:rate', 'tx', '-'], {
      input: await factsWith({ term: 7, garaging_zip: undefined }),
    })
    assert.equal(exitCode, 1)
    assert.equal(stdout, '')
    assert.match(stderr, /^2 of the facts are missing or wrong in -:\n {2}policy\.\w+ +\S/)
    assert.include(stderr, 'policy.garaging_zip')
    assert.include(stderr, 'policy.term')
  })

  test('broken JSON is shown with its line and column', async ({ assert, test: self }) => {
    const file = join(await temporaryFolder(self), 'facts.json')
    await writeFile(file, '{\n  "policy": {\n    "term": 6,\n  }\n}\n')
    const broken = await ace(['plan:rate', 'tx', file])
    assert.equal(broken.exitCode, 1)
    assert.equal(
      broken.stderr,
      `${file}:4:3 is not valid JSON: "}" stands where a name in double quotes should be.\n`
    )
    const cut = await ace(['plan:rate', 'tx', '-'], { input: '{"policy": {"term": 6' })
    assert.equal(
      cut.stderr,
      'standard input:1:22 is not valid JSON: the text ends where a comma or } should be.\n'
    )
  })

  test('a wrong call ends with 2 and says how to mend it', async ({ assert }) => {
    const calls: readonly (readonly [readonly string[], string])[] = [
      [['plan:rate'], 'Missing required argument "plan".'],
      [['plan:rate', 'tx', QUOTE, 'more'], '"more" is one argument too many.'],
      [['plan:rate', 'tx', QUOTE, '--wat'], 'Unknown flag "--wat".'],
      [['plan:rate', 'tx', 'nowhere.json'], "nowhere.json can't be read: there is no such file."],
      [['plan:rate', 'texas_personal_autp', QUOTE], 'Did you mean "texas_personal_auto"?'],
      [
        ['plan:rate', 'personal_auto', QUOTE],
        '"personal_auto" is a product, not a plan of a state.',
      ],
    ]
    await Promise.all(
      calls.map(async ([call, message]) => {
        const { exitCode, stderr } = await ace(call)
        assert.equal(exitCode, 2, call.join(' '))
        assert.include(stderr, message)
      })
    )
  })

  test('a file for another plan is refused', async ({ assert }) => {
    const { exitCode, stderr } = await ace(['plan:rate', 'tx', '-'], {
      input: JSON.stringify({ plan: 'other', facts: {} }),
    })
    assert.equal(exitCode, 2)
    assert.include(stderr, 'written for the plan "other", not for "texas_personal_auto"')
  })
})
