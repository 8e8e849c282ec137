import { test } from '@japa/runner'
import { lawCatalogue } from '#rules/diagnostics/catalogue_law'
import { readLawPrograms } from '#tests/support/law_programs'

const programs = readLawPrograms()

test.group('Plans that break the law', () => {
  test('{file} gives exactly the diagnostics at its foot')
    .with([...programs])
    .run(({ assert }, { expected, found }) => {
      assert.deepEqual(found, expected)
    })

  test('each provokes the code that it is named after', ({ assert }) => {
    for (const { file, found } of programs) {
      const [code = ''] = file.split('_')
      assert.isTrue(
        found.some((line) => line.includes(` ${code} `)),
        `${file} gives ${found.join(', ')}`
      )
    }
  })

  test('every code of law has one', ({ assert }) => {
    const named = programs.map(({ file }) => file.split('_')[0] ?? '')
    assert.sameMembers([...new Set(named)], Object.keys(lawCatalogue))
  })
})
