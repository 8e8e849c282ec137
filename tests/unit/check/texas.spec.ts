import { test } from '@japa/runner'
import { compile } from '#rules/index'
import { compileTexas, texasSources } from '#tests/support/compile_texas'

/** Words, numbers and signs of a line, the spaces between them left out. */
const TOKEN = /"[^"\n]*"|[\w.-]+|[^\s\w]/g

/** The plan without its worked examples, so that a run over all its tokens takes seconds. */
function withoutExamples(plan: string): string {
  return plan.slice(0, plan.indexOf('# Worked examples'))
}

/** Every nth token of a text with where it stands. */
function tokensOf(
  text: string,
  nth: number
): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(TOKEN)]
    .filter((_, at) => at % nth === 0)
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
}

test.group('The Texas plan', () => {
  test('compiles without a diagnostic', ({ assert }) => {
    const { diagnostics, compiled } = compileTexas()
    assert.deepEqual(diagnostics, [])
    assert.isNotNull(compiled)
  })

  test('states what its largest risk costs', ({ assert }) => {
    // 8 vehicles x 6 coverages x 15 steps.
    assert.equal(compileTexas().compiled?.program.worstCase.steps, 720)
  })

  test('with any one token left out or doubled gives diagnostics or a program, and never throws', ({
    assert,
  }) => {
    const sources = texasSources()
    const text = withoutExamples(sources.plan.text)
    for (const { start, end } of tokensOf(text, 6)) {
      for (const token of ['', `${text.slice(start, end)} ${text.slice(start, end)}`]) {
        const mutated = text.slice(0, start) + token + text.slice(end)
        const { diagnostics, compiled } = compile({
          ...sources,
          plan: { name: 'plan.rate', text: mutated },
        })
        const failed = diagnostics.some(({ severity }) => severity === 'error')
        assert.equal(compiled === null, failed, `token at ${start}`)
      }
    }
  }).timeout(120_000)

  test('with any one token of its product left out gives diagnostics or a program, and never throws', ({
    assert,
  }) => {
    const sources = texasSources()
    const plan = { name: 'plan.rate', text: withoutExamples(sources.plan.text) }
    const { text } = sources.product
    for (const { start, end } of tokensOf(text, 7)) {
      const product = { name: 'product.rate', text: text.slice(0, start) + text.slice(end) }
      const { diagnostics, compiled } = compile({ ...sources, product, plan })
      assert.equal(
        compiled === null,
        diagnostics.some(({ severity }) => severity === 'error'),
        `token at ${start}`
      )
    }
  }).timeout(120_000)

  test('a misspelt table is told with the table that was meant', ({ assert }) => {
    const { diagnostics } = compileTexas((plan) =>
      plan.replace('base      base_rate[', 'base      bsae_rate[')
    )
    assert.include(
      diagnostics.map(({ message }) => message),
      'There is no table "bsae_rate". Did you mean "base_rate"?'
    )
  })

  test('a row taken out of a CSV is named with the combination it leaves', ({ assert }) => {
    const sources = texasSources()
    const tables = { ...sources.tables }
    const rows = (tables['class.csv'] ?? '').split('\n')
    tables['class.csv'] = rows.filter((row) => !row.startsWith('25 to 29,married')).join('\n')
    const { diagnostics, compiled } = compile({ ...sources, tables })
    assert.isNull(compiled)
    assert.equal(
      diagnostics[0]?.message,
      'Table "class_factor" has no row for age 25, married, BI.'
    )
  })

  test('an amount that its arithmetic does not come to is told with both figures', ({ assert }) => {
    const { diagnostics } = compileTexas((plan) =>
      plan.replace(
        /(BI of vehicle 1 *= *)(\d+)(\.00)/,
        (_, head: string, amount: string, cents: string) => {
          return `${head}${Number(amount) + 1}${cents}`
        }
      )
    )
    assert.match(
      diagnostics[0]?.message ?? '',
      /^The arithmetic comes to \d+\.00, but the example says \d+\.00\.$/
    )
  })
})
