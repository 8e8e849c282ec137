import { test } from '@japa/runner'
import { positionAt } from '#rules/source'
import { limits } from '#rules/syntax/limits'
import { parsePlan, parseProduct } from '#rules/syntax/parse'
import { productSource, texasSource } from '#tests/support/syntax_trees'

const { text } = texasSource()

/** The codes with their lines, of the Texas plan after changes. */
function codesAfter(...changes: readonly (readonly [string, string])[]): readonly string[] {
  const changed = changes.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`The plan has no "${from}"`)
    return all.replace(from, to)
  }, text)
  return parsePlan({ name: 'plan.rate', text: changed }).diagnostics.map(
    ({ code, span }) => `${code} ${changed.split('\n')[positionAt(changed, span.start).line - 1]}`
  )
}

test.group('Recovery', () => {
  test('the sources of the repository are read without a diagnostic', ({ assert }) => {
    assert.deepEqual(parsePlan(texasSource()).diagnostics, [])
    assert.deepEqual(parseProduct(productSource()).diagnostics, [])
  })

  test('five mistakes give five messages', ({ assert }) => {
    const codes = codesAfter(
      ['table base_rate ', 'tabel base_rate '],
      ['= principal', '= = principal'],
      ['when  policy.prior_cover is none', 'when  policy.prior_cover is'],
      ['when policy.homeowner', 'whn policy.homeowner'],
      ['as "Term"', 'as Term']
    )
    assert.deepEqual(
      codes.map((code) => code.slice(0, 7)),
      ['RATE130', 'RATE131', 'RATE131', 'RATE132', 'RATE131']
    )
  })

  test('a misspelt word at the head of a line is mended, and the statement kept', ({ assert }) => {
    const source = { name: 'p', text: 'plan p\ntabel t  by a  gives factor\n  1 | 2\nlte a = 1\n' }
    const { file, diagnostics } = parsePlan(source)
    assert.deepEqual(
      file.items.map(({ kind }) => kind),
      ['table', 'let']
    )
    assert.deepEqual(
      diagnostics.map(({ help }) => help),
      ['did you mean "table"?', 'did you mean "let"?']
    )
  })

  test('a lost head of a table is one mistake, whatever rows follow', ({ assert }) => {
    const codes = codesAfter(['table inexperience_factor', 'inexperience_factor'])
    assert.lengthOf(codes, 1)
    assert.match(codes[0] ?? '', /^RATE130 inexperience_factor/)
  })

  test('a whole head line lost is one mistake', ({ assert }) => {
    const codes = codesAfter(['premium of each vehicle, each coverage\n', ''])
    assert.lengthOf(codes, 1)
  })

  test('rows below a head that can not be read are read all the same', ({ assert }) => {
    const codes = codesAfter(
      ['table inexperience_factor  by', 'table inexperience_factor  bye'],
      ['1 up to 3 |', '1 up to 3 ']
    )
    assert.lengthOf(codes, 2)
  })

  test('a statement indented by mistake keeps its own block', ({ assert }) => {
    const codes = codesAfter(['rule UW-2', '  rule UW-2'], ['fee mvcpa', ' fee mvcpa'])
    assert.deepEqual(
      codes.map((code) => code.slice(0, 7)),
      ['RATE140', 'RATE140']
    )
  })

  test('of mistakes in a single line, 19 in 20 give a single message', ({ assert }) => {
    const lines = text.split('\n')
    const spoil: readonly ((line: string) => string | undefined)[] = [
      () => undefined,
      (line) => line.replace(/\S+\s*/, ''),
      (line) => line.replace(/^(\s*\S+\s+)\S+\s*/, '$1'),
      (line) => ` ${line}`,
      (line) => line.replace(/^ /, ''),
      (line) => line.replace(/([a-z])([a-z])/, '$2$1'),
    ]
    const counts = lines.flatMap((line, index) => {
      if (line.trim() === '' || line.startsWith('#')) return []
      return spoil.map((change) => {
        const changed = change(line)
        const all = changed === undefined ? lines.toSpliced(index, 1) : lines.with(index, changed)
        return parsePlan({ name: 'plan.rate', text: all.join('\n') }).diagnostics.length
      })
    })
    const mistakes = counts.filter((count) => count > 0)
    const single = mistakes.filter((count) => count === 1)
    assert.isAbove(mistakes.length, 500)
    assert.isAbove(single.length / mistakes.length, 0.95)
    assert.isBelow(Math.max(...counts), 8)
  })

  test('a plan given for a product is told apart at once', ({ assert }) => {
    const { file, diagnostics } = parseProduct(texasSource())
    assert.lengthOf(diagnostics, 1)
    assert.equal(diagnostics[0]?.code, 'RATE139')
    assert.deepEqual(file.items, [])
  })

  test('no source has more diagnostics than are listed, and the last one says so', ({ assert }) => {
    const { diagnostics } = parsePlan({ name: 'p', text: `plan p\n${'let a = )\n'.repeat(5000)}` })
    assert.lengthOf(diagnostics, limits.diagnostics + 1)
    assert.equal(diagnostics.at(-1)?.code, 'RATE103')
  })

  test('{name} neither overflow the stack nor lose the statement below')
    .with([
      { name: 'brackets', nested: '('.repeat(900) },
      { name: 'minus signs', nested: '- '.repeat(900) },
      { name: 'negations', nested: 'not '.repeat(900) },
      { name: 'look-ups', nested: 'f['.repeat(600) },
      { name: 'shares', nested: '1 % of '.repeat(600) },
      { name: 'quantifiers', nested: 'any a has '.repeat(600) },
      { name: 'sums', nested: 'sum of '.repeat(900) },
      { name: 'shifts', nested: '1 year before '.repeat(600) },
      { name: 'years', nested: 'year of '.repeat(900) },
      { name: 'periods', nested: 'whole years from '.repeat(600) },
    ])
    .run(({ assert }, { nested }) => {
      const source = { name: 'p', text: `plan p\nlet a = ${nested}\nlet b = )\nlet c = 1\n` }
      const { file, diagnostics } = parsePlan(source)
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        ['RATE102', 'RATE131']
      )
      assert.lengthOf(file.items, 1)
    })

  test('a parser that has given up a source reads the next one as if it were the first', ({
    assert,
  }) => {
    parsePlan({ name: 'p', text: `plan p\n${'let a = ((((\n'.repeat(500)}` })
    assert.deepEqual(parsePlan(texasSource()).diagnostics, [])
  })
})
