import { basename } from 'node:path'
import { compile, positionAt, prepare, runExamples } from '#rules/index'
import type { Diagnostic, Example, HashedProgram, Position, Span } from '#rules/index'
import { writtenSources, type PlanSources } from '../read_plan_sources.ts'

/** One text in place of another: what stands from `from` to before `to` becomes `text`. */
export interface MendEdit {
  /** The source as a diagnostic names it: `plan.rate`, or a table by its place. */
  readonly file: string
  readonly range: { readonly from: Position; readonly to: Position }
  readonly text: string
}

/** The one mend that there is without doubt: all its edits at once, of the text that was judged. */
export interface Mend {
  /** What it does, for a button. */
  readonly title: string
  readonly edits: readonly MendEdit[]
}

/** What the compiler says of a version's text, at a place as people count it. */
export interface PlacedDiagnostic {
  readonly code: string
  readonly severity: Diagnostic['severity']
  readonly message: string
  readonly help: string | null
  readonly source: string
  readonly from: Position
  readonly to: Position
  /** Null where whoever reads has to decide. */
  readonly mend: Mend | null
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
  return diagnostics.map((diagnostic) => {
    const { code, severity, message, help = null, span } = diagnostic
    const text = texts.get(span.source) ?? inherited[basename(span.source)] ?? ''
    const place = placeOf(span, text)
    return { code, severity, message, help, ...place, mend: mendOf(diagnostic, place, text) }
  })
}

/** A table of a countrywide plan has that plan's name before its own, which tells it from the state's. */
function placeOf({ source, start, end }: Span, text: string) {
  return { source, from: positionAt(text, start), to: positionAt(text, end) }
}

function mendOf(
  { instead, span: { start, end } }: Diagnostic,
  { source, from, to }: ReturnType<typeof placeOf>,
  text: string
): Mend | null {
  if (instead === undefined) return null
  const title = `Write ${instead} in place of ${text.slice(start, end)}`
  return { title, edits: [{ file: source, range: { from, to }, text: instead }] }
}
