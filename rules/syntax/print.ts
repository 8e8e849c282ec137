import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Source } from '../source.ts'
import type { PlanFile, ProductFile } from './ast.ts'
import type { Layout } from './layout.ts'
import type { FileKind } from './margin_statement.ts'
import { parsePlan, parseProduct } from './parse.ts'
import { draftPlan } from './print_plan.ts'
import { draftProduct } from './print_product.ts'
import { weaveComments } from './weave_comments.ts'

/** A tree in the canonical layout, with the comments and the grouping of the source it was read from. */
export function print(file: ProductFile | PlanFile, source: Source, layout: Layout): string {
  const findLine = (word: string) =>
    layout.lines.find(
      ({ start, width }) =>
        width > 0 &&
        start < ('header' in file ? file.header.span.end : 0) &&
        source.text.startsWith(word, start)
    )?.start
  const drafts = file.kind === 'plan_file' ? draftPlan(file, findLine) : draftProduct(file)
  return weaveComments(drafts, layout)
}

/**
 * The source in the canonical layout: formatting twice changes nothing more, and neither the tree
 * nor a comment is lost. A source with errors is given back as it is.
 */
export function format(source: Source): {
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
} {
  const parse = fileKindOf(source.text) === 'product' ? parseProduct : parsePlan
  const { file, diagnostics, layout } = parse(source)
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) {
    return { text: source.text, diagnostics }
  }
  return { text: print(file, source, layout), diagnostics }
}

/** What a source is, by its first word. */
export function fileKindOf(text: string): FileKind {
  for (const line of text.split(/[\r\n]+/)) {
    const words = line.trim()
    if (words !== '' && !words.startsWith('#')) {
      return /^product\b/.test(words) ? 'product' : 'plan'
    }
  }
  return 'plan'
}
