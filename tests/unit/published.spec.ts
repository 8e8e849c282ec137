import { test } from '@japa/runner'
import {
  compile,
  format,
  generateFacts,
  prepare,
  rate,
  renderDiagnostics,
  runExamples,
  validateFacts,
} from '#rules/index'
import type { PreparedProgram } from '#rules/index'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { figuresOf } from '#tests/support/figures_of'
import { fraction, same } from '#rules/oracle/fractions'
import { publishedCases, type PublishedCase } from '#tests/support/published_cases'

/** Generated risks of each plan that both evaluators must rate alike, beside those published. */
const RISKS = 25

const NUMBER = /^-?\d+(\.\d+)?$/

/** Amounts are compared as numbers, exactly; everything else letter for letter. */
function isSame(found: string | undefined, printed: string): boolean {
  if (found === undefined) return false
  return NUMBER.test(found) && NUMBER.test(printed)
    ? same(fraction(found), fraction(printed))
    : found === printed
}

const prepared = new Map<string, PreparedProgram>()

function preparedOf({ name, sources }: PublishedCase): PreparedProgram {
  const known = prepared.get(name)
  if (known) return known
  const { compiled, diagnostics } = compile(sources)
  if (!compiled) {
    const text = renderDiagnostics(diagnostics, [sources.product, sources.plan], { color: false })
    throw new Error(`${name}:\n${text}`)
  }
  const program = prepare(compiled)
  prepared.set(name, program)
  return program
}

/** The figures of a risk, after both evaluators agreed on them; or the place and code of each mistake. */
async function rated(
  program: PreparedProgram,
  value: unknown
): Promise<ReadonlyMap<string, string> | string> {
  const valid = validateFacts(program.compiled.program.shape, value)
  if (!valid.ok) return mistakes(valid.errors)
  const difference = await differenceFromOracle(program, valid.facts)
  if (difference !== null) throw new Error(difference)
  const outcome = await rate(program, valid.facts)
  return outcome.ok ? figuresOf(outcome.worksheet) : mistakes(outcome.errors)
}

function mistakes(errors: readonly { readonly path: string; readonly code: string }[]): string {
  return errors.map(({ path, code }) => `${path} ${code}`).join(', ')
}

async function figuresFor(program: PreparedProgram, facts: unknown) {
  const figures = await rated(program, facts)
  if (typeof figures === 'string') throw new Error(figures)
  return figures
}

/**
 * Plans that are warned of a premium below zero (RATE345): returns and credits, which are meant to be,
 * and interpolation written out by hand, whose bounds taken one by one join values that never meet.
 */
const WARNED_BELOW_ZERO: readonly string[] = [
  ...['cancellation/endorsements', 'cancellation/ninety_percent', 'cancellation/short_rate'],
  ...['userv', 'title', 'homeowners_manual'],
]

test.group('Published figures', () => {
  test('are the same where the number is, however it is written', ({ assert }) => {
    assert.isTrue(isSame('132.00', '132'))
    assert.isTrue(isSame('injury[low] 0', 'injury[low] 0'))
  })

  test('are not the same where one is off by a cent, missing, or worded otherwise', ({
    assert,
  }) => {
    assert.isFalse(isSame('132.00', '132.01'))
    assert.isFalse(isSame(undefined, '132.00'))
    assert.isFalse(isSame('injury[low] 0', 'injury[high] 0'))
  })
})

for (const published of publishedCases()) {
  const { name, quotes, diagnostics } = published

  test.group(`Published: ${name}`, () => {
    if (diagnostics.length > 0) {
      test('is refused by the compiler', ({ assert }) => {
        const { compiled, diagnostics: found } = compile(published.sources)
        assert.isNull(compiled)
        assert.deepEqual([...new Set(found.map(({ code }) => code))], diagnostics)
      })
      return
    }

    for (const quote of quotes) {
      test(`${quote.name} comes to what was published`, async ({ assert }) => {
        const program = preparedOf(published)
        if (quote.refused !== undefined) {
          assert.equal(await rated(program, quote.facts), quote.refused)
          return
        }
        const expected = Object.entries(quote.published ?? {})
        const misprinted = Object.entries(quote.misprinted ?? {})
        assert.isNotEmpty([...expected, ...misprinted])
        const figures = await figuresFor(program, quote.facts)
        for (const [figure, printed] of expected) {
          const found = figures.get(figure)
          assert.isTrue(isSame(found, printed), `${figure}: ${found} instead of ${printed}`)
        }
        for (const [figure, { printed, due }] of misprinted) {
          const found = figures.get(figure)
          assert.isTrue(isSame(found, due), `${figure}: ${found} instead of ${due}`)
          assert.isFalse(isSame(found, printed), `${figure} repeats the misprint ${printed}`)
        }
      })
    }

    test('compiles without a warning but that it may give money back, and its worked examples hold', async ({
      assert,
    }) => {
      const { compiled, diagnostics: found, examples } = compile(published.sources)
      const warned = new Set(found.map(({ code }) => code))
      assert.deepEqual([...warned], WARNED_BELOW_ZERO.includes(published.name) ? ['RATE345'] : [])
      if (!compiled) return
      const results = await runExamples(prepare(compiled), examples)
      assert.deepEqual(
        results.flatMap(({ failures }) => failures.map(({ message }) => message)),
        []
      )
    })

    test('is written in the canonical layout', ({ assert }) => {
      const { product, plan } = published.sources
      for (const source of [product, plan]) assert.equal(format(source).text, source.text)
    })

    test(`both evaluators agree on ${RISKS} generated risks`, async ({ assert }) => {
      const program = preparedOf(published)
      const { shape } = program.compiled.program
      let ratedRisks = 0
      for (let seed = 1; seed <= RISKS; seed++) {
        const facts = generateFacts(shape, seed, { values: published.values })
        assert.isNull(await differenceFromOracle(program, facts), `seed ${seed}`)
        if ((await rate(program, facts)).ok) ratedRisks++
      }
      assert.isAbove(ratedRisks, 0, 'every generated risk was refused')
    })
  })
}
