import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { Random } from '#rules/facts/random'
import { parsePlan } from '#rules/syntax/parse'
import { readPlan } from '#rules/syntax/read_plan'
import { mutateBytes } from '#tests/fuzz/mutate_bytes'
import { mutateGrammar } from '#tests/fuzz/mutate_grammar'
import { makePlan } from '#tests/fuzz/programs/make_plan'

const good = readFileSync(
  new URL('../../rate/good/every_statement_of_a_plan.rate', import.meta.url),
  'utf8'
)

/** What both ways of reading make of a text: the tree and the diagnostics. */
function bothWays(text: string, name = 'plan.rate') {
  const { file, diagnostics } = parsePlan({ name, text })
  const again = readPlan({ name, text })
  const read = { file: again.file, diagnostics: again.diagnostics }
  return [read, { file, diagnostics }] as const
}

test.group('Reading a plan again', () => {
  test('gives the tree that reading it for the first time gives, whatever was edited', ({
    assert,
  }) => {
    const random = new Random(7)
    for (const start of [good, makePlan(5).plan.text, makePlan(6).plan.text]) {
      let text = start
      for (let edit = 0; edit < 30; edit++) {
        const mutate = random.happens(1, 2) ? mutateGrammar : mutateBytes
        const [again, once] = bothWays(text, random.pick(['a.rate', 'b.rate']))
        assert.deepEqual(again, once, text)
        text = random.happens(1, 3) ? start : mutate(text, start, random)
      }
    }
  }).timeout(60_000)

  test('moves what stands below an edit, and takes from memory what stands above it', ({
    assert,
  }) => {
    const [first] = bothWays(good)
    const longer = good.replace(/^let /m, '# A comment more.\n\nlet ')
    const [second, once] = bothWays(longer)
    assert.deepEqual(second, once)
    assert.strictEqual(second.file.items[0], first.file.items[0])
    assert.notStrictEqual(second.file.items.at(-1), first.file.items.at(-1))
  })

  test('takes no line of another system, mark of a file or comment above for a mistake', ({
    assert,
  }) => {
    for (const text of [
      `\ufeff${good}`,
      good.replaceAll('\n', '\r\n'),
      `\n# Above.\n\n${good}`,
      good.replaceAll(/^/gm, '  '),
      `${good}\nplan twice "Twice"\n`,
      `# \u2028let a = 1\n${good}`,
      '',
      '# Nothing.\n',
    ]) {
      const [again, once] = bothWays(text)
      assert.deepEqual(again, once, text.slice(0, 40))
    }
  })
})
