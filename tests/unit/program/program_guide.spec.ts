import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { test } from '@japa/runner'
import { compileSmall } from '#tests/support/check_programs'

const guide = readFileSync(new URL('../../../rules/PROGRAM.md', import.meta.url), 'utf8')

function blocks(language: string): readonly string[] {
  return [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text
  )
}

/** Every object inside a value, itself included. */
function objectsIn(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

test.group('The guide to the program', () => {
  const [plan = ''] = blocks('rate')

  test('shows a plan that compiles without a diagnostic', ({ assert }) => {
    assert.deepEqual(compileSmall(plan).lines, [])
  })

  test('shows of its program what the compiler makes of it', ({ assert }) => {
    const parts = objectsIn(compileSmall(plan).compiled?.program)
    const shown = blocks('json').map((text): unknown => JSON.parse(text))
    assert.lengthOf(shown, 4)
    for (const part of shown) {
      assert.isTrue(
        parts.some((made) => isDeepStrictEqual(made, part)),
        JSON.stringify(part)
      )
    }
  })
})
