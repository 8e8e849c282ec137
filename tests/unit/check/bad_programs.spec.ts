import { test } from '@japa/runner'
import { checkCatalogue } from '#rules/diagnostics/catalogue_check'
import { readCheckPrograms } from '#tests/support/check_programs'

/** Codes that only a rating finds; `examples.spec.ts` and `judge_expectations.spec.ts` provoke them. */
const AT_RATING = ['RATE513', 'RATE514', 'RATE520', 'RATE524']

const programs = readCheckPrograms()

test.group('Bad programs of the checks', () => {
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

  test('every code of the checks has one, and none has a code of its own', ({ assert }) => {
    const named = new Set(programs.map(({ file }) => file.split('_')[0] ?? ''))
    assert.sameMembers([...named, ...AT_RATING], Object.keys(checkCatalogue))
  })
})
