import { test } from '@japa/runner'
import { format } from '#rules/syntax/print'
import { readGoodPrograms } from '#tests/support/syntax_programs'

function formatted(text: string): string {
  const result = format({ name: 'any.rate', text })
  if (result.diagnostics.length > 0) throw new Error(result.diagnostics[0]?.message)
  return result.text
}

test.group('Formatting', () => {
  test('{file} is read without a diagnostic and stands in the canonical layout')
    .with([...readGoodPrograms()])
    .run(({ assert }, { file, text }) => {
      const result = format({ name: file, text })
      assert.deepEqual(result.diagnostics, [])
      assert.equal(result.text, text)
    })

  test('columns stand below each other, empty lines are kept single', ({ assert }) => {
    const text = 'plan p "P"\n\tof mini\n\tversion 1\n\n\n\nlet a=1\nlet long_name of driver = 2\n'
    assert.equal(
      formatted(text),
      [
        'plan p "P"',
        '  of       mini',
        '  version  1',
        '',
        'let a                   = 1',
        'let long_name of driver = 2',
        '',
      ].join('\n')
    )
  })

  test('a comment stays with the statement it stands above or beside', ({ assert }) => {
    const text = [
      '#head',
      'plan p #beside',
      '  version 1',
      '  # at the end of the block',
      '# above a',
      'let a = 1 # one',
      '  # inside a',
      '  + 2 # two',
      'premium of policy',
      '  # first',
      '  base 1',
      '      # deep',
      '#last',
    ].join('\n')
    assert.equal(
      formatted(text),
      [
        '# head',
        'plan p  # beside',
        '  version  1',
        '  # at the end of the block',
        '',
        '# above a',
        '# one',
        'let a = 1 + 2  # two',
        '',
        '# inside a',
        'premium of policy',
        '  # first',
        '  base  1',
        '  # deep',
        '',
        '# last',
        '',
      ].join('\n')
    )
  })

  test('long lists of facts are broken into lines of like length', ({ assert }) => {
    const fields = Array.from({ length: 12 }, (_, i) => `field_number_${i} ${i}`).join(', ')
    const text = `plan p\nexample "E"\n  given\n    policy ${fields}\n  expect\n    total = 1\n`
    const lines = formatted(text).split('\n')
    assert.isTrue(lines.every((line) => line.length <= 120))
    assert.match(lines[5] ?? '', /^ {12}field_number_\d/)
  })

  test('a source with errors is given back as it is', ({ assert }) => {
    const text = 'plan p\n   let a=)\n'
    const result = format({ name: 'any.rate', text })
    assert.equal(result.text, text)
    assert.isNotEmpty(result.diagnostics)
  })
})
