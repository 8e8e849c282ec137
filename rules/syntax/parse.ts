import { ProblemList } from '../diagnostics/problem_list.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Source } from '../source.ts'
import type { Comment, PlanFile, ProductFile } from './ast.ts'
import type { RegulationFile } from './law_ast.ts'
import { layOut, type Layout } from './layout.ts'
import { limits } from './limits.ts'
import type { FileKind } from './margin_statement.ts'
import { RateParser } from './rate_parser.ts'

export interface Parsed<File> {
  readonly file: File
  readonly diagnostics: readonly Diagnostic[]
  /** How the source was laid out, for those who write it anew. */
  readonly layout: Layout
}

let parser: RateParser | undefined

/** Reads a product; whatever the text, there is a tree, and what it lacks is among the diagnostics. */
export function parseProduct(source: Source): Parsed<ProductFile> {
  const problems = new ProblemList(source.name)
  const layout = layOutWithinLimits(source, 'product', problems)
  const parts = sharedParser().parseProduct(source.name, layout, problems)
  const file: ProductFile = {
    kind: 'product_file',
    ...parts,
    comments: layout.comments.map(bareComment),
    span: wholeOf(source),
  }
  return { file, diagnostics: problems.list(), layout }
}

/** Reads a plan; whatever the text, there is a tree, and what it lacks is among the diagnostics. */
export function parsePlan(source: Source): Parsed<PlanFile> {
  const problems = new ProblemList(source.name)
  const layout = layOutWithinLimits(source, 'plan', problems)
  const { header, items } = sharedParser().parsePlan(source.name, layout, problems)
  const file: PlanFile = {
    kind: 'plan_file',
    header: header ?? { span: { source: source.name, start: 0, end: 0 } },
    items,
    comments: layout.comments.map(bareComment),
    span: wholeOf(source),
  }
  return { file, diagnostics: problems.list(), layout }
}

/** Reads a regulation; whatever the text, there is a tree, and what it lacks is among the diagnostics. */
export function parseRegulation(source: Source): Parsed<RegulationFile> {
  const problems = new ProblemList(source.name)
  const layout = layOutWithinLimits(source, 'regulation', problems)
  const parts = sharedParser().parseRegulation(source.name, layout, problems)
  const file: RegulationFile = {
    kind: 'regulation_file',
    ...parts,
    comments: layout.comments.map(bareComment),
    span: wholeOf(source),
  }
  return { file, diagnostics: problems.list(), layout }
}

/** One parser serves every source: building it costs a hundred times what a plan costs to read. */
export function sharedParser(): RateParser {
  parser ??= new RateParser()
  return parser
}

function layOutWithinLimits(source: Source, kind: FileKind, problems: ProblemList): Layout {
  if (source.text.length <= limits.sourceLength) return layOut(source, kind, problems)
  const message = `A source may have ${limits.sourceLength} characters, this one has ${source.text.length}.`
  problems.add('RATE101', 0, 0, message)
  return layOut({ name: source.name, text: '' }, kind, problems)
}

/** A comment without what only the formatter needs. */
export function bareComment({ text, ownLine, span }: Comment): Comment {
  return { text, ownLine, span }
}

/** The span of all of a source. */
export function wholeOf(source: Source): ProductFile['span'] {
  return { source: source.name, start: 0, end: source.text.length }
}
