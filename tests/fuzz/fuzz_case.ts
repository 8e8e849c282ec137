import { Random } from '#rules/facts/random'
import {
  checkBase,
  checkProduct,
  comparePrograms,
  compile,
  factsJsonSchema,
  format,
  generateFacts,
  prepare,
  rate,
  renderComparison,
  renderDiagnostics,
  renderWorksheet,
  runExamples,
} from '#rules/index'
import type { CompileInput, Source } from '#rules/index'
import { mutateBytes } from './mutate_bytes.ts'
import { mutateGrammar } from './mutate_grammar.ts'
import { tryMadePlan } from './programs/differ.ts'
import { makePlan } from './programs/make_plan.ts'

const PRISTINE = ownNames()

/**
 * The sources that a seed stands for, always the same: every fourth a plan made by chance, of the
 * others the odd ones cut up without regard to the language.
 */
export function sourcesOf(seed: number, corpus: readonly CompileInput[]): CompileInput {
  if (isMade(seed)) return makePlan(seed)
  const random = new Random(seed)
  const mutate = seed % 2 === 0 ? mutateGrammar : mutateBytes
  const base = random.pick(corpus)
  const other = random.pick(corpus)
  const changed = (source: Source, from: string, part: number): Source =>
    random.happens(part, 10) ? { ...source, text: mutate(source.text, from, random) } : source
  return {
    product: changed(base.product, other.product.text, 2),
    plan: changed(base.plan, other.plan.text, 9),
    ...(base.base && {
      base: { ...base.base, plan: changed(base.base.plan, other.plan.text, 5) },
    }),
    tables: Object.fromEntries(
      Object.entries(base.tables).map(([name, text]) => [
        name,
        random.happens(1, 10) ? mutate(text, other.plan.text, random) : text,
      ])
    ),
  }
}

/** Tries the sources of a seed; a plan made by chance is also rated by every evaluator. */
export async function tryCase(seed: number, corpus: readonly CompileInput[]): Promise<void> {
  await tryEverything(sourcesOf(seed, corpus))
  if (!isMade(seed)) return
  const { refused, difference } = await tryMadePlan(seed, 4)
  if (refused.length > 0) throw new Error(`A well-typed plan is refused: ${refused.join()}`)
  if (difference !== null) throw new Error(difference)
}

function isMade(seed: number): boolean {
  return seed % 4 === 3
}

/** Puts sources through everything that takes them; whatever is thrown is a fault. */
export async function tryEverything(sources: CompileInput): Promise<void> {
  const { product, plan, tables, base } = sources
  const { diagnostics: ofProduct } = checkProduct(product)
  const { diagnostics, compiled, examples } = compile(sources)
  const written = base ? [base.plan] : []
  if (base) checkBase(base.plan)
  const csvs = Object.entries(tables).map(([name, text]) => ({ name, text }))
  renderDiagnostics([...ofProduct, ...diagnostics], [product, plan, ...written, ...csvs], {
    color: true,
  })
  for (const source of [product, plan, ...written]) tryFormat(source)
  if (compiled) {
    const hasErrors = diagnostics.some(({ severity }) => severity === 'error')
    if (hasErrors) throw new Error('There is a program in spite of errors')
    const prepared = prepare(compiled)
    await runExamples(prepared, examples)
    const itself = comparePrograms(compiled, compiled)
    renderComparison(itself, { color: true })
    if (!itself.same) throw new Error('A program differs from itself')
    await tryRisks(prepared)
  }
  const now = ownNames()
  if (now !== PRISTINE) throw new Error(`A prototype was changed: ${now}`)
  if ('polluted' in globalThis) throw new Error('A text was run')
}

async function tryRisks(prepared: ReturnType<typeof prepare>): Promise<void> {
  const { shape } = prepared.compiled.program
  for (let seed = 1; seed <= 2; seed++) {
    const facts = factsOrNone(shape, seed)
    if (!facts) return
    factsJsonSchema(shape)
    const outcome = await rate(prepared, facts)
    if (outcome.ok) renderWorksheet(outcome.worksheet)
  }
}

/** A product whose checks contradict one another has no risks, which the generator says by throwing. */
function factsOrNone(shape: Parameters<typeof generateFacts>[0], seed: number) {
  try {
    return generateFacts(shape, seed)
  } catch (error) {
    if (error instanceof Error && error.message.endsWith('satisfy its checks')) return null
    throw error
  }
}

function tryFormat(source: Source): void {
  const { text } = format(source)
  if (format({ ...source, text }).text !== text) {
    throw new Error('Formatting twice is not formatting once')
  }
}

function ownNames(): string {
  return [Object, Array, Function, String, Number, Map, Set, Promise]
    .map(({ name, prototype }) => `${name}: ${Reflect.ownKeys(prototype).map(String).join()}`)
    .join('; ')
}
