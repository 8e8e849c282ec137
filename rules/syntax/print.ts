import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Source } from '../source.ts'
import type { PlanFile, ProductFile } from './ast.ts'
import type { RegulationFile } from './law_ast.ts'
import type { Layout } from './layout.ts'
import type { Draft } from './draft.ts'
import type { FileKind } from './margin_statement.ts'
import { parsePlan, parseProduct, parseRegulation } from './parse.ts'
import { draftPlan } from './print_plan.ts'
import { draftProduct } from './print_product.ts'
import { draftRegulation } from './print_regulation.ts'
import { weaveComments } from './weave_comments.ts'

/** A tree in the canonical layout, with the comments and the grouping of the source it was read from. */
export function print(
  file: ProductFile | PlanFile | RegulationFile,
  source: Source,
  layout: Layout
): string {
  return weaveComments(draftsOf(file, source, layout), layout)
}

function draftsOf(
  file: ProductFile | PlanFile | RegulationFile,
  source: Source,
  layout: Layout
): readonly Draft[] {
  if (file.kind === 'product_file') return draftProduct(file)
  if (file.kind === 'regulation_file') return draftRegulation(file)
  const isOfHeader = ({ start, width }: Layout['lines'][number]) =>
    width > 0 && start < file.header.span.end
  return draftPlan(
    file,
    (word) =>
      layout.lines.find((line) => isOfHeader(line) && source.text.startsWith(word, line.start))
        ?.start
  )
}

/**
 * The source in the canonical layout: formatting twice changes nothing more, and neither the tree
 * nor a comment is lost. A source with errors is given back as it is.
 */
export function format(source: Source): {
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
} {
  const parse = { product: parseProduct, plan: parsePlan, regulation: parseRegulation }
  const { file, diagnostics, layout } = parse[fileKindOf(source.text)](source)
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
      if (/^product\b/.test(words)) return 'product'
      return /^regulation\b/.test(words) ? 'regulation' : 'plan'
    }
  }
  return 'plan'
}
