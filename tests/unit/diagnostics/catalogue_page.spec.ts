import { test } from '@japa/runner'
import { diagnosticsOfMended, readEntries } from '#tests/support/diagnostics_page'

const entries = readEntries()

test.group('The catalogue of diagnostics', () => {
  test('{code} has a program in which it is mended')
    .with([...entries])
    .run(({ assert }, entry) => {
      const found = diagnosticsOfMended(entry)
      const errors = found.filter(({ severity }) => severity === 'error')
      const own = found.filter(({ code }) => code === entry.code)
      assert.deepEqual(
        [...errors, ...own].map(({ code, message }) => `${code} ${message}`),
        []
      )
      assert.match(entry.mend, /^[A-Z].*\.$/)
    })

  test('most codes show the program that provokes them, and what is said', ({ assert }) => {
    const shown = entries.filter(({ bad, said }) => bad !== null && said.length > 0)
    assert.isAbove(shown.length, entries.length - 15)
  })
})
