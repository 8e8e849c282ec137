import { test } from '@japa/runner'
import { renderDiagnostics } from '#rules/diagnostics/code_frame'
import type { Diagnostic } from '#rules/diagnostics/diagnostic'

const text = 'plan p\n\tlet a = b\nlet c = d\n'
const source = { name: 'plan.rate', text }

function problem(of: Partial<Diagnostic> & { at: string }): Diagnostic {
  const { at, ...rest } = of
  const start = text.indexOf(at)
  const span = { source: source.name, start, end: start + at.length }
  return { code: 'RATE131', severity: 'error', message: 'This is wrong.', span, ...rest }
}

test.group('Code frames', () => {
  test('show the place, the line, a caret below the mistake and the help', ({ assert }) => {
    const diagnostic = problem({ at: 'b', help: 'write c.' })
    assert.equal(
      renderDiagnostics([diagnostic], [source], { color: false }),
      [
        'plan.rate:2:10  error RATE131  This is wrong.',
        '    2 |  let a = b',
        '      |          ^',
        '   help: write c.',
        '',
      ].join('\n')
    )
  })

  test('show related places, also those of other sources', ({ assert }) => {
    const csv = { name: 'a.csv', text: 'x,y\n1,2\n' }
    const related = [{ span: { source: 'a.csv', start: 4, end: 7 }, message: 'It says so here.' }]
    const rendered = renderDiagnostics([problem({ at: 'd', related })], [source, csv], {
      color: false,
    })
    assert.include(rendered, '   a.csv:2:1  It says so here.\n    2 | 1,2\n      | ^^^')
  })

  test('cut a long line around the mistake', ({ assert }) => {
    const long = { name: 'long', text: `${'a'.repeat(500)}!${'b'.repeat(500)}` }
    const span = { source: 'long', start: 500, end: 501 }
    const rendered = renderDiagnostics([{ ...problem({ at: 'b' }), span }], [long], {
      color: false,
    })
    const [, line = '', carets = ''] = rendered.split('\n')
    assert.isBelow(line.length, 130)
    assert.equal(line[carets.indexOf('^')], '!')
  })

  test('are coloured on request only', ({ assert }) => {
    const diagnostics = [problem({ at: 'b' })]
    assert.include(renderDiagnostics(diagnostics, [source], { color: true }), '\u001b[31m')
    assert.notInclude(renderDiagnostics(diagnostics, [source], { color: false }), '\u001b')
  })

  test('let no control character of a source through to the terminal', ({ assert }) => {
    const evil = { name: 'evil\u001b[2J', text: 'a \u001b[31m\u202e b' }
    const span = { source: evil.name, start: 0, end: 1 }
    const diagnostic = { ...problem({ at: 'b' }), span, message: 'Found \u0007.' }
    const rendered = renderDiagnostics([diagnostic], [evil], { color: false })
    assert.lengthOf(rendered.match(/[^\P{C}\n]/gu) ?? [], 0)
  })

  test('name a source that is not at hand without line and column', ({ assert }) => {
    const rendered = renderDiagnostics([problem({ at: 'b' })], [], { color: false })
    assert.equal(rendered, 'plan.rate  error RATE131  This is wrong.\n')
  })
})
