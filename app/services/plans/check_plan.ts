import { join, relative } from 'node:path'
import { compile, prepare, runExamples } from '#rules/index'
import type {
  Diagnostic,
  ExampleResult,
  ExpectationResult,
  HashedProgram,
  LawFinding,
  Source,
  Span,
} from '#rules/index'
import { judgeWeights, type JudgedWeights } from '#services/weights/judge_weights'
import { judgePrices } from './judge_prices.ts'
import type { PlanPlugin } from './load_plugins.ts'
import { readPlanSources, tablesOf, writtenSources, type PlanSources } from './read_plan_sources.ts'

/** A plan as the compiler judged it; every place in it is a path from the root. */
export interface CompiledPlan {
  readonly sources: readonly Source[]
  readonly diagnostics: readonly Diagnostic[]
  /** Null when there is any error. */
  readonly compiled: HashedProgram | null
}

/** A compiled plan with its worked examples, which are run where there is a program to run them. */
export interface CheckedPlan extends CompiledPlan {
  readonly examples: readonly ExampleResult[]
  /** What became of each expectation of the prices, judged on a generated book. */
  readonly expectations: readonly ExpectationResult[]
  /** What its factors weigh over a book, where the plan states an order for them. */
  readonly weights: JudgedWeights | null
  /** What became of each row of law. */
  readonly law: readonly LawFinding[]
}

/** Compiles a plan from its folder. */
export async function compilePlan(plugin: PlanPlugin, root: string): Promise<CompiledPlan> {
  const { sources, diagnostics, compiled } = await readPlan(plugin, root)
  return { sources, diagnostics, compiled }
}

/** Compiles a plan from its folder, works its examples, judges its expectations and weighs its factors. */
export async function checkPlan(plugin: PlanPlugin, root: string): Promise<CheckedPlan> {
  const { examples, expectations, tables, ...plan } = await readPlan(plugin, root)
  const { compiled } = plan
  if (compiled === null) return { ...plan, examples: [], expectations: [], weights: null }
  const prepared = prepare(compiled)
  return {
    ...plan,
    examples: await runExamples(prepared, examples),
    expectations: await judgePrices(plugin, prepared, expectations, tables),
    weights: await judgeWeights(plugin, prepared, tables),
  }
}

/** Compiles a plan from its folder, and gives its worked examples and expectations as they were read. */
export async function readPlan(plugin: PlanPlugin, root: string) {
  const sources = await readPlanSources(plugin, root)
  const { diagnostics, compiled, examples, expectations, law } = compile(sources)
  const files = tableFiles(sources, plugin, root)
  const place = (name: string) => files.get(name)?.name ?? name
  return {
    tables: tablesOf(sources),
    sources: [...writtenSources(sources), ...files.values()],
    diagnostics: diagnostics.map((diagnostic) => withPlaces(diagnostic, place)),
    compiled,
    examples,
    expectations,
    law,
  }
}

/** The CSV files by the names that the compiler has for them; those of a countrywide plan have its name before them. */
function tableFiles(
  { tables, base }: PlanSources,
  plugin: PlanPlugin,
  root: string
): ReadonlyMap<string, Source> {
  const filesIn = (folder: string, texts: PlanSources['tables'], prefix = '') =>
    Object.entries(texts).map(
      ([name, text]) => [prefix + name, { name: relative(root, join(folder, name)), text }] as const
    )
  const inherited = plugin.base
  return new Map([
    ...(base && inherited
      ? filesIn(
          join(inherited.folder, inherited.manifest.tables),
          base.tables,
          `${inherited.manifest.id}/`
        )
      : []),
    ...filesIn(join(plugin.folder, plugin.manifest.tables), tables),
  ])
}

/** The compiler knows a table by its file's name alone; a person wants the path. */
function withPlaces(diagnostic: Diagnostic, place: (name: string) => string): Diagnostic {
  const move = (span: Span): Span => ({ ...span, source: place(span.source) })
  const { span, related } = diagnostic
  return {
    ...diagnostic,
    span: move(span),
    ...(related && { related: related.map((at) => ({ ...at, span: move(at.span) })) }),
  }
}
