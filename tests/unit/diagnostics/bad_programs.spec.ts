import { test } from '@japa/runner'
import { syntaxCatalogue } from '#rules/diagnostics/catalogue_syntax'
import { readSyntaxPrograms } from '#tests/support/syntax_programs'

test.group('Bad programs of syntax', () => {
  test('{file} gives exactly the diagnostics at its foot')
    .with([...readSyntaxPrograms()])
    .run(({ assert }, { expected, found }) => {
      assert.deepEqual(found, expected)
    })

  test('each provokes the code that it is named after', ({ assert }) => {
    for (const { file, found } of readSyntaxPrograms()) {
      const [code = ''] = file.split('_')
      assert.isTrue(
        found.some((line) => line.includes(` ${code} `)),
        `${file} gives ${found.join(', ')}`
      )
    }
  })

  test('every code of syntax has one, and none has a code of its own', ({ assert }) => {
    const named = new Set(readSyntaxPrograms().map(({ file }) => file.split('_')[0] ?? ''))
    assert.sameMembers([...named], Object.keys(syntaxCatalogue))
  })
})
