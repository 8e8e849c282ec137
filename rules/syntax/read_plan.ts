import { ProblemList } from '../diagnostics/problem_list.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Source } from '../source.ts'
import type { Comment, PlanFile, PlanItem } from './ast.ts'
import { layOut } from './layout.ts'
import { limits } from './limits.ts'
import { moved } from './moved.ts'
import { bareComment, parsePlan, sharedParser, wholeOf } from './parse.ts'

/** One statement of the margin with the comments below it, as it was read where it stood. */
interface Statement {
  readonly source: string
  readonly at: number
  readonly header: PlanFile['header'] | undefined
  readonly items: readonly PlanItem[]
  readonly comments: readonly Comment[]
  /** How many levels of the tree its items have. */
  readonly levels: number
}

/** A plan of 5,000 lines has about a thousand statements; what was read longest ago is forgotten. */
const MOST_KEPT = 8_000
const MOST_CHARACTERS = 8_000_000
/** Far more than any reader of the tree goes into. */
const MOST_LEVELS = 1_000
const kept = new Map<string, Statement>()
let characters = 0

/** Whatever may stand above the first statement. */
const NOTHING = /^\ufeff?(?:[^\S\r\n]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*$/
/** A line that begins at the margin with a letter goes on with no line above it. */
const STATEMENTS = /(?<=[\r\n])(?=[A-Za-z_])/

/**
 * Reads a plan as `parsePlan` does, but each statement that was read before from memory. A plan with
 * any mistake is read as a whole, since what is wrong with a line depends on those around it.
 */
export function readPlan(source: Source): {
  readonly file: PlanFile
  readonly diagnostics: readonly Diagnostic[]
  /** How many levels the tree has at most. */
  readonly levels: number
} {
  const statements = readStatements(source)
  const header = statements?.[0]?.header
  if (!statements || !header) {
    const { file, diagnostics } = parsePlan(source)
    return { file, diagnostics, levels: Infinity }
  }
  const file: PlanFile = {
    kind: 'plan_file',
    header,
    items: statements.flatMap(({ items }) => items),
    comments: statements.flatMap(({ comments }) => comments),
    span: wholeOf(source),
  }
  const levels = statements.reduce((most, statement) => Math.max(most, statement.levels), 0)
  return { file, diagnostics: [], levels }
}

/** Null where the source does not fall into statements without a mistake, the first its only head. */
function readStatements(source: Source): readonly Statement[] | null {
  const { name, text } = source
  if (text.length > limits.sourceLength) return null
  const start = text.search(/(?<=^\ufeff?|[\r\n])[A-Za-z_]/)
  if (start < 0 || !NOTHING.test(text.slice(0, start))) return null
  const [first = '', ...rest] = text.slice(start).split(STATEMENTS)
  const statements: Statement[] = []
  let at = 0
  for (const part of [text.slice(0, start) + first, ...rest]) {
    const statement = readStatement(part, at, name)
    const isHead = statement?.header !== undefined
    if (!statement || isHead !== (at === 0)) return null
    statements.push(statement)
    at += part.length
  }
  return statements
}

function readStatement(text: string, at: number, source: string): Statement | null {
  const before = kept.get(text)
  if (before) {
    const moves = before.at !== at || before.source !== source
    const statement = moves ? moveTo(before, at, source) : before
    keep(text, statement)
    return statement
  }
  const problems = new ProblemList(source)
  const layout = layOut({ name: source, text }, 'plan', problems)
  for (const token of layout.tokens) token.startOffset += at
  const { header, items } = sharedParser().parseStatements(source, layout, problems)
  if (!problems.isEmpty) return null
  const comments = moved(layout.comments.map(bareComment), at, source)
  const levels = levelsOf({ header, items })
  const statement = { source, at, header, items, comments, levels }
  keep(text, statement)
  return statement
}

function moveTo(statement: Statement, at: number, source: string): Statement {
  const { header, items, comments, levels, at: before } = statement
  const [by, parts] = [at - before, { header, items, comments }]
  return { ...moved(parts, by, source), levels, at, source }
}

/** How many nodes stand one inside the other, counted no further than to `most`. */
function levelsOf(node: object, most = MOST_LEVELS): number {
  let below = 0
  if (most === 0) return 0
  for (const child of Object.values(node)) {
    if (typeof child !== 'object' || child === null) continue
    below = Math.max(below, levelsOf(child, most - 1))
  }
  return below + 1
}

/** The map keeps the order of use: what is used goes to its end. */
function keep(text: string, statement: Statement): void {
  if (!kept.delete(text)) characters += text.length
  kept.set(text, statement)
  for (const [oldest] of kept) {
    if (kept.size <= MOST_KEPT && characters <= MOST_CHARACTERS) return
    kept.delete(oldest)
    characters -= oldest.length
  }
}
