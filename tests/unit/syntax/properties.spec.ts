import fc from 'fast-check'
import { test } from '@japa/runner'
import { catalogue } from '#rules/diagnostics/catalogue'
import { renderDiagnostics } from '#rules/diagnostics/code_frame'
import { limits } from '#rules/syntax/limits'
import { parsePlan, parseProduct } from '#rules/syntax/parse'
import { format } from '#rules/syntax/print'
import { mutationsOf, productSource, texasSource, treeOf } from '#tests/support/syntax_trees'

const plan = texasSource()
const product = productSource()
const RUNS = Number(process.env.FUZZ_RUNS ?? 100)

/** What holds of any text, whether it can be read or not. */
function holdsOf(text: string, parse: typeof parsePlan | typeof parseProduct): void {
  const source = { name: 'any.rate', text }
  const { file, diagnostics } = parse(source)
  const ends = diagnostics.every(({ span, code }) => {
    return span.start >= 0 && span.start <= span.end && span.end <= text.length && code in catalogue
  })
  if (!Array.isArray(file.items)) throw new Error('There is no tree')
  if (!ends)
    throw new Error('A diagnostic has no place in the source, or no entry in the catalogue')
  if (diagnostics.length > limits.diagnostics + 1) throw new Error('There are too many diagnostics')
  renderDiagnostics(diagnostics, [source], { color: true })
}

function formattingHolds(text: string, parse: typeof parsePlan | typeof parseProduct): void {
  const before = parse({ name: 'any.rate', text })
  const once = format({ name: 'any.rate', text })
  if (once.diagnostics.length > 0) {
    if (once.text !== text) throw new Error('A text with errors is changed')
    return
  }
  const after = parse({ name: 'any.rate', text: once.text })
  if (after.diagnostics.length > 0) {
    throw new Error(`What was formatted can't be read: ${after.diagnostics[0]?.message}`)
  }
  const [tree, again] = [JSON.stringify(treeOf(before.file)), JSON.stringify(treeOf(after.file))]
  if (tree !== again) throw new Error(`The tree has changed:\n${tree}\n${again}`)
  const twice = format({ name: 'any.rate', text: once.text }).text
  if (twice !== once.text) throw new Error('Formatting twice is not formatting once')
}

test.group('Any text', (group) => {
  group.each.timeout(60_000)

  test('a mutated plan has a tree and diagnostics with places', () => {
    fc.assert(
      fc.property(mutationsOf(plan.text), (text) => holdsOf(text, parsePlan)),
      { numRuns: RUNS }
    )
  })

  test('a mutated product has a tree and diagnostics with places', () => {
    fc.assert(
      fc.property(mutationsOf(product.text), (text) => holdsOf(text, parseProduct)),
      { numRuns: RUNS }
    )
  })

  test('random characters have a tree and diagnostics with places', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        holdsOf(text, parsePlan)
        holdsOf(text, parseProduct)
      }),
      { numRuns: RUNS }
    )
  })

  test('words of the language in any order have a tree and diagnostics with places', () => {
    const words = plan.text.split(/(?<=\s)(?=\S)/)
    const text = fc.array(fc.constantFrom(...words, '\n', '\n  ', '\n    '), { maxLength: 120 })
    fc.assert(
      fc.property(text, (parts) => {
        holdsOf(parts.join(' '), parsePlan)
        holdsOf(parts.join(''), parseProduct)
      }),
      { numRuns: RUNS }
    )
  })

  test('a mutated plan is formatted once and for all, with its tree and its comments', () => {
    fc.assert(
      fc.property(mutationsOf(plan.text), (text) => formattingHolds(text, parsePlan)),
      { numRuns: RUNS }
    )
  })

  test('comments and empty lines anywhere are kept, once and for all', () => {
    const lines = plan.text.split('\n')
    const insertion = fc.tuple(
      fc.nat(lines.length - 1),
      fc.constantFrom('# own line', '  # deeper', '      # deepest', '', '\t', '#', '#no space'),
      fc.boolean()
    )
    fc.assert(
      fc.property(fc.array(insertion, { minLength: 1, maxLength: 12 }), (insertions) => {
        const changed = insertions.reduce<readonly string[]>((all, [at, what, besides]) => {
          return besides
            ? all.with(at, `${all[at] ?? ''} ${what.trim()}`)
            : all.toSpliced(at, 0, what)
        }, lines)
        formattingHolds(changed.join('\n'), parsePlan)
      }),
      { numRuns: RUNS }
    )
  })

  test('a mistake in one line hides no mistake in another', () => {
    const lines = plan.text.split('\n')
    const lets = lines.flatMap((line, index) => (line.startsWith('let ') ? [index] : []))
    const rules = lines.flatMap((line, index) => (/^ {2}(when|then) /.test(line) ? [index] : []))
    const spoilt = fc.uniqueArray(fc.constantFrom(...lets, ...rules), {
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(spoilt, (indexes) => {
        const text = lines.map((line, i) => (indexes.includes(i) ? `${line} )` : line)).join('\n')
        const { diagnostics } = parsePlan({ name: 'plan.rate', text })
        if (diagnostics.length !== indexes.length) {
          throw new Error(diagnostics.map(({ message }) => message).join('\n'))
        }
      }),
      { numRuns: RUNS }
    )
  })
})
