import { test } from '@japa/runner'
import {
  checkProduct,
  compile,
  prepare,
  rate,
  renderWorksheet,
  runExamples,
  validateFacts,
} from '#rules/index'
import type { Compilation, Diagnostic, Worksheet } from '#rules/index'
import {
  holdsWhere,
  readFences,
  readValues,
  statedErrors,
  withPart,
} from '#tests/support/language_guide'
import type { Fence } from '#tests/support/language_guide'

/** What the guide has said so far: the product, the plan, its CSV files and one risk. */
interface Told {
  product: string
  plan: string
  /** The countrywide plan that `rate extending` blocks extend. */
  base: string
  facts: unknown
  readonly tables: Record<string, string>
}

const guide = new URL('../../rules/LANGUAGE.md', import.meta.url)

function compileWith(told: Told, plan: string): Compilation {
  return compile({
    product: { name: 'product.rate', text: told.product },
    plan: { name: 'plan.rate', text: plan },
    tables: told.tables,
  })
}

const say = ({ diagnostics }: Pick<Compilation, 'diagnostics'>) =>
  diagnostics.map(({ code, message }) => `${code} ${message}`)

const isError = ({ severity }: Diagnostic) => severity === 'error'

function compileExtending(told: Told, plan: string): Compilation {
  return compile({
    product: { name: 'product.rate', text: told.product },
    plan: { name: 'plan.rate', text: plan },
    base: { plan: { name: 'base.rate', text: told.base }, tables: told.tables },
    tables: told.tables,
  })
}

/** Fails unless the plan compiles, with its worked examples holding. */
async function compiles(told: Told, plan: string): Promise<Compilation> {
  return holds(compileWith(told, plan), plan)
}

async function holds(compilation: Compilation, plan: string): Promise<Compilation> {
  if (compilation.compiled === null) throw new Error(`${say(compilation).join('\n')}\n\n${plan}`)
  const results = await runExamples(prepare(compilation.compiled), compilation.examples)
  const failed = results.flatMap(({ failures }) => failures)
  if (failed.length > 0) throw new Error(say({ diagnostics: failed }).join('\n'))
  return compilation
}

async function rateFacts({ compiled }: Compilation, facts: unknown): Promise<Worksheet> {
  if (compiled === null) throw new Error('The plan does not compile')
  const validated = validateFacts(compiled.program.shape, facts)
  if (!validated.ok) throw new Error(JSON.stringify(validated.errors))
  const outcome = await rate(prepare(compiled), validated.facts)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  return outcome.worksheet
}

/** The stated values that the plan does not agree with, on the facts told last. */
async function wrongValues(told: Told, text: string): Promise<readonly string[]> {
  const values = readValues(text)
  const rules = values.map(
    (value, at) => `rule V${at}\n  when ${holdsWhere(value)}\n  then refer "It is as stated"\n`
  )
  const compilation = await compiles(told, withPart(told.plan, rules.join('\n')))
  const { applied } = await rateFacts(compilation, told.facts)
  const right = new Set(applied.map(({ rule }) => rule))
  return values.filter((_, at) => !right.has(`V${at}`)).map(({ expression }) => expression)
}

const told: Told = { product: '', plan: '', base: '', facts: undefined, tables: {} }

function tryOut({ info, text }: Fence) {
  const [language, kind = '', ...rest] = info.split(' ')
  if (language === 'csv') return () => void (told.tables[kind] = text)
  if (language === 'json' && kind === 'facts') return () => void (told.facts = JSON.parse(text))
  if (language === 'text' && kind === 'worksheet') return () => showsWorksheet(text)
  if (language !== 'rate') return undefined
  switch (kind) {
    case 'product':
      return () => {
        const { diagnostics } = checkProduct({ name: 'product.rate', text })
        if (diagnostics.length > 0) throw new Error(say({ diagnostics }).join('\n'))
        if (!rest.includes('alone')) told.product = text
      }
    case 'plan':
      return async () => {
        const compilation = await compiles(told, text)
        if (compilation.diagnostics.length > 0) throw new Error(say(compilation).join('\n'))
        told.plan = text
      }
    case 'base':
      return () => void (told.base = text)
    case 'extending':
      return async () => {
        const compilation = compileExtending(told, text)
        const stated = statedErrors(text)
        if (stated.length === 0) return void (await holds(compilation, text))
        const shown = say({ diagnostics: compilation.diagnostics.filter(isError) })
        if (shown.join('\n') !== stated.join('\n')) throw new Error(shown.join('\n'))
      }
    case 'part':
      return async () => void (await compiles(told, withPart(told.plan, text)))
    case 'values':
      return async () => {
        const wrong = await wrongValues(told, text)
        if (wrong.length > 0) throw new Error(`Not as stated: ${wrong.join(', ')}`)
      }
    case 'error':
      return () => {
        const { diagnostics } = compileWith(told, withPart(told.plan, text))
        const shown = say({ diagnostics: diagnostics.filter(isError) })
        const stated = statedErrors(text)
        if (rest.length !== stated.length) throw new Error('Each code needs its message')
        if (shown.join('\n') !== stated.join('\n')) throw new Error(shown.join('\n'))
      }
    case 'regulation':
      return () => {
        const { diagnostics } = compile({
          product: { name: 'product.rate', text: told.product },
          plan: { name: 'plan.rate', text: told.plan },
          regulation: { name: 'regulation.rate', text },
          tables: told.tables,
        })
        const codes = rest.filter((word) => word !== 'error')
        const stated = statedErrors(text)
        if (codes.length !== stated.length) throw new Error('Each code needs its message')
        if (say({ diagnostics }).join('\n') !== stated.join('\n')) {
          throw new Error(say({ diagnostics }).join('\n'))
        }
      }
    default:
      throw new Error(`No such kind of block: "${info}"`)
  }
}

async function showsWorksheet(text: string): Promise<void> {
  const worksheet = await rateFacts(await compiles(told, told.plan), told.facts)
  const shown = renderWorksheet(worksheet).replace(/program \w+/, 'program …')
  if (shown.trim() !== text.trim()) throw new Error(shown)
}

test.group('Every example of rules/LANGUAGE.md is true', () => {
  for (const fence of readFences(guide)) {
    const run = tryOut(fence)
    if (run) test(`line ${fence.line}: ${fence.info}`, () => run())
  }

  test('the guide has examples of every kind', ({ assert }) => {
    const kinds = new Set(
      readFences(guide).map(({ info }) => info.split(' ').slice(0, 2).join(' '))
    )
    for (const kind of ['product', 'plan', 'part', 'values', 'error', 'regulation', 'extending']) {
      assert.include([...kinds], `rate ${kind}`)
    }
  })
})
