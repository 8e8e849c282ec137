import { basename } from 'node:path'
import { compile, positionAt, prepare, runExamples } from '#rules/index'
import type { Diagnostic, Example, HashedProgram, Position, Span } from '#rules/index'
import { writtenSources, type PlanSources } from '../read_plan_sources.ts'

/** What the compiler says of a version's text, at a place as people count it. */
export interface PlacedDiagnostic {
  readonly code: string
  readonly severity: Diagnostic['severity']
  readonly message: string
  readonly help: string | null
  readonly source: string
  readonly from: Position
  readonly to: Position
}

/** All that a version's text comes to. */
export interface Judgement {
  /** Null exactly where the text does not compile. */
  readonly compiled: HashedProgram | null
  readonly examples: readonly Example[]
  readonly diagnostics: readonly PlacedDiagnostic[]
  /** How many of the diagnostics are errors; worked examples that do not hold are among them. */
  readonly errors: number
}

/** Compiles a version's texts, works their examples, and says where what is wrong stands. */
export async function judgeSources(sources: PlanSources): Promise<Judgement> {
  const { compiled, examples, diagnostics } = compile(sources)
  const results = compiled === null ? [] : await runExamples(prepare(compiled), examples)
  const all = [...diagnostics, ...results.flatMap(({ failures }) => failures)]
  const errors = all.filter(({ severity }) => severity === 'error').length
  return { compiled, examples, diagnostics: placeDiagnostics(all, sources), errors }
}

function placeDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: PlanSources
): readonly PlacedDiagnostic[] {
  const texts = new Map<string, string>(Object.entries(sources.tables))
  const inherited = sources.base?.tables ?? {}
  for (const { name, text } of writtenSources(sources)) texts.set(name, text)
  return diagnostics.map(({ code, severity, message, help, span }) => ({
    code,
    severity,
    message,
    help: help ?? null,
    ...placeOf(span, texts.get(span.source) ?? inherited[basename(span.source)]),
  }))
}

/** A table of a countrywide plan has that plan's name before its own, which tells it from the state's. */
function placeOf({ source, start, end }: Span, text = '') {
  return { source, from: positionAt(text, start), to: positionAt(text, end) }
}
