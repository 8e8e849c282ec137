import { test } from '@japa/runner'
import { mendSource } from '#rules/index'
import type { Diagnostic, Source } from '#rules/index'
import { readCheckSources } from '#tests/support/check_programs'
import { readSyntaxSources } from '#tests/support/syntax_programs'

/** A bad program with how it is judged, whatever its text has become. */
interface Judged {
  readonly source: Source
  readonly judge: (source: Source) => readonly Diagnostic[]
}

const programs: readonly Judged[] = [...readSyntaxSources(), ...readCheckSources()]

/** Every diagnostic of the bad programs that says what to write instead. */
const mendable = programs.flatMap(({ source, judge }) =>
  judge(source)
    .filter(({ instead, span }) => instead !== undefined && span.source === source.name)
    .map((diagnostic) => ({ source, judge, diagnostic }))
)

/** The codes of which at least one bad program is mended so. */
const CODES = [
  ...['RATE110', 'RATE111', 'RATE114', 'RATE115', 'RATE130', 'RATE131', 'RATE132', 'RATE136'],
  ...['RATE201', 'RATE202', 'RATE203', 'RATE204', 'RATE209', 'RATE225', 'RATE231', 'RATE306'],
  ...['RATE307', 'RATE314', 'RATE326', 'RATE521'],
]

test.group('Mends that are offered as an edit', () => {
  for (const { source, judge, diagnostic } of mendable) {
    const { code, span, instead, message } = diagnostic
    test(`${source.name}: "${instead}" at ${span.start} leaves no ${code} there`, ({ assert }) => {
      const { text, mended } = mendSource(source, [diagnostic])
      assert.equal(mended, 1)
      const left = judge({ ...source, text }).filter((each) => each.span.start === span.start)
      assert.notDeepInclude(
        left.map((each) => ({ code: each.code, message: each.message })),
        { code, message }
      )
    })
  }

  test(`${CODES.length} codes have one`, ({ assert }) => {
    assert.sameMembers([...new Set(mendable.map(({ diagnostic }) => diagnostic.code))], CODES)
  })

  test('that overlap are made one at a time, and none is made in another source', ({ assert }) => {
    const source = { name: 'a.rate', text: 'let a = bb + cc' }
    const at = (start: number, end: number, instead: string, name = 'a.rate'): Diagnostic => ({
      ...{ code: 'RATE201', severity: 'error', message: 'No.', instead },
      span: { source: name, start, end },
    })
    const { text, mended } = mendSource(source, [
      at(13, 15, 'd'),
      at(8, 10, 'b'),
      at(8, 15, 'x'),
      at(0, 3, 'y', 'b.rate'),
    ])
    assert.deepEqual([text, mended], ['let a = b + d', 2])
  })
})
