import {
  EmbeddedActionsParser,
  EOF,
  isRecognitionException,
  tokenLabel,
  type IOrAlt,
  type OrMethodOpts,
  type IParserErrorMessageProvider,
  type IToken,
  type TokenType,
} from 'chevrotain'
import type { SyntaxCode } from '../diagnostics/catalogue_syntax.ts'
import { ProblemList } from '../diagnostics/problem_list.ts'
import { suggest } from '../diagnostics/suggestion.ts'
import type { Span } from '../source.ts'
import type { Citation, Ident, NumberLiteral, Title } from './ast.ts'
import type { Layout } from './layout.ts'
import { limits } from './limits.ts'
import * as t from './tokens.ts'

/** Words that belong to a clause, offered where a line goes on with a misspelt one. */
const clauseWords = [
  ...['when', 'as', 'each', 'by', 'rounded', 'read', 'gives', 'optional', 'required', 'private'],
  ...['sensitive', 'needs', 'but', 'else', 'with', 'has', 'and', 'or', 'is', 'in', 'over', 'to'],
]

type Alternatives<T> = IOrAlt<T>[] | OrMethodOpts<T>

function withDefinition<T>(alternatives: Alternatives<T>): OrMethodOpts<T> {
  return Array.isArray(alternatives) ? { DEF: alternatives } : alternatives
}

/** Says only what was expected; `attempt` makes the sentence, since it knows what was found. */
const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => tokenLabel(expected),
  buildNoViableAltMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
  buildEarlyExitMessage: ({ customUserDescription }) => customUserDescription ?? 'something else',
  buildNotAllInputParsedMessage: () => 'the end of the source',
}

/** Ends the reading of a line for a reason that has been reported. */
class LineGivenUp extends Error {}
/** Ends the reading of a source that has more mistakes than are listed. */
export class SourceGivenUp extends Error {}

/** What the loop over the lines of one block has to remember. */
export interface BlockState {
  /** Indented lines that were taken for siblings, each of which still ends with a `Dedent`. */
  unexpectedIndents: number
  /** Whether the line before was such a line. */
  isAfterUnknown: boolean
  /** The lines of the block, once its first has been looked for. */
  lines: BlockLines | undefined
}

/** How the lines of a block begin. */
export interface BlockLines {
  /** Whether the next line begins like a line of this block. */
  readonly starts: () => boolean
  /** The words a misspelt one may be meant for. */
  readonly words: readonly string[]
  /** For the message: `a premium step`. */
  readonly what: string
  /** Whether unknown lines in a row are one mistake: they lack the line above them. */
  readonly oncePerRun?: true
  /** Whether these are the lines at the margin; those before the first known one are one mistake. */
  readonly isOutermost?: true
}

/**
 * Reading line by line, with our own recovery: whatever goes wrong ends with the line, blocks go on
 * to their end, and one line has one diagnostic. Chevrotain's recovery stops at the first token
 * that any caller could go on with, which unwinds the file.
 */
export abstract class LineParser extends EmbeddedActionsParser {
  protected problems = new ProblemList('')
  #sourceName = ''
  #troubled = new Set<number>()
  #depth = 0
  #problemCount = 0
  readonly #blocks: BlockState[] = []

  /** The grammar is judged by its test, not anew by every process. */
  constructor(options: { readonly isJudged: boolean }) {
    super(t.grammarTypes, {
      maxLookahead: 2,
      recoveryEnabled: false,
      skipValidations: !options.isJudged,
      errorMessageProvider: expectations,
    })
  }

  /** Prepares for one source. */
  protected open(sourceName: string, layout: Layout, problems: ProblemList): void {
    this.input = layout.tokens
    this.problems = problems
    this.#sourceName = sourceName
    this.#troubled = layout.troubled
    this.#depth = 0
    this.#problemCount = 0
    this.#blocks.length = 0
  }

  // ---- spans and leaves ----

  protected startOffset(): number {
    return this.LA(1).startOffset
  }

  /** From `start` to the end of the last token read. */
  protected spanFrom(start: number): Span {
    const last = this.LA(0)
    return { source: this.#sourceName, start, end: last.startOffset + last.image.length }
  }

  protected spanOf(token: IToken): Span {
    const { startOffset: start, image } = token
    return { source: this.#sourceName, start, end: start + image.length }
  }

  protected identOf(token: IToken): Ident {
    return { name: token.image, span: this.spanOf(token) }
  }

  readonly ident = this.RULE('ident', (): Ident => this.identOf(this.CONSUME(t.Word)))

  readonly title = this.RULE('title', (): Title => {
    const token = this.CONSUME(t.Text)
    return { text: unquoted(token.image), span: this.spanOf(token) }
  })

  readonly citation = this.RULE('citation', (): Citation => {
    const token = this.CONSUME(t.CitationText)
    const text = token.image.replace(/^\[/, '').replace(/\]$/, '').trim()
    return { text, span: this.spanOf(token) }
  })

  readonly number = this.RULE('number', (): NumberLiteral =>
    this.numberOf(this.CONSUME(t.NumberText))
  )

  protected numberOf(token: IToken): NumberLiteral {
    return { kind: 'number', text: token.image.replaceAll(',', ''), span: this.spanOf(token) }
  }

  // ---- looking ahead ----

  protected isNext(...types: readonly TokenType[]): boolean {
    return types.every((type, index) => this.isAt(index + 1, type))
  }

  protected isAt(position: number, ...types: readonly TokenType[]): boolean {
    const { tokenType } = this.LA(position)
    return types.some(
      (type) => type === tokenType || (tokenType.CATEGORIES?.includes(type) ?? false)
    )
  }

  // ---- reporting ----

  /** Reports a problem of the line `token` stands in, unless that line has one already. */
  protected report(
    token: IToken,
    code: SyntaxCode,
    message: string,
    help?: string,
    span: Span = this.spanOf(token)
  ): void {
    const line = lineOf(token)
    this.#problemCount += 1
    if (this.#troubled.has(line)) return
    this.#troubled.add(line)
    this.add(code, span, message, help)
  }

  /** Reports a problem that does not keep the line from being read. */
  protected add(code: SyntaxCode, span: Span, message: string, help?: string): void {
    this.#problemCount += 1
    this.problems.add(code, span.start, span.end, message, help)
    if (this.problems.isFull) throw new SourceGivenUp()
  }

  /** How much has been found wrong so far: what lacks is no news where that has grown. */
  protected get problemCount(): number {
    return this.#problemCount
  }

  /** Reads on unless brackets and prefixes are nested beyond the limit. */
  protected nested<T>(read: () => T): T {
    if (this.RECORDING_PHASE) return read()
    if (this.#depth >= limits.nesting) {
      this.report(this.LA(1), 'RATE102', `Expressions may be nested ${limits.nesting} deep.`)
      throw new LineGivenUp()
    }
    this.#depth += 1
    try {
      return read()
    } finally {
      this.#depth -= 1
    }
  }

  // ---- alternatives whose results have one type ----

  protected choose<T>(alternatives: Alternatives<T>): T {
    return this.or(0, withDefinition(alternatives))
  }

  /** The second such choice within one rule. */
  protected choose2<T>(alternatives: Alternatives<T>): T {
    return this.or(2, withDefinition(alternatives))
  }

  // ---- lines ----

  /** Reads a line; one that can't be read is reported, skipped, and answered with undefined. */
  protected attempt<T>(read: () => T): T | undefined {
    if (this.RECORDING_PHASE) return read()
    try {
      return read()
    } catch (error) {
      if (error instanceof LineGivenUp) {
        this.skipLine()
        return undefined
      }
      if (!isUnexpectedToken(error)) throw error
      this.#reportUnexpected(error.token, error.message)
      this.skipLine()
      return undefined
    }
  }

  /** The end of a statement's line; what stands before it is reported and skipped. */
  readonly endOfLine = this.RULE('endOfLine', (): void => {
    this.ACTION(() => {
      if (this.isNext(t.Newline)) return
      this.#reportTrailing()
      while (!this.isAt(1, t.Newline, EOF)) this.SKIP_TOKEN()
    })
    this.CONSUME(t.Newline)
  })

  protected skipLine(): void {
    while (!this.isAt(1, t.Newline)) {
      if (!this.#skip()) return
    }
    this.#skip()
  }

  /** Skips an indented block with all blocks inside it. */
  protected skipBlock(): void {
    let depth = 0
    do {
      if (this.isAt(1, t.Indent)) depth += 1
      if (this.isAt(1, t.Dedent)) depth -= 1
    } while (this.#skip() && depth > 0)
  }

  #skip(): boolean {
    if (this.LA(1).tokenType === EOF) return false
    this.SKIP_TOKEN()
    return true
  }

  #reportUnexpected(token: IToken, expected: string): void {
    if (t.isReserved(token.tokenType) && expected === tokenLabel(t.Word)) {
      this.#reportReserved(token)
      return
    }
    const words = Array.from(expected.matchAll(/"([a-z]+)"/g), ([, word = '']) => word)
    const meant = isWord(token) ? suggest(token.image, words) : undefined
    const help = meant ? `did you mean "${meant}"?` : undefined
    this.report(token, 'RATE131', `Expected ${expected}, but ${found(token)}.`, help)
  }

  #reportReserved(token: IToken): void {
    const message = `"${token.image}" is a word of the language and can't be a name.`
    this.report(token, 'RATE134', message)
  }

  #reportTrailing(): void {
    const token = this.LA(1)
    const last = this.LA(0)
    if (token.tokenType === t.CitationText) {
      this.report(token, 'RATE132', 'A citation stands here that belongs to no statement.')
      return
    }
    const meant = isWord(token) ? suggest(token.image, clauseWords) : undefined
    const isClause = this.isAt(1, t.When, t.As)
    const help = meant
      ? `did you mean "${meant}"?`
      : isClause
        ? 'write the clauses in the order: when, as, citation.'
        : undefined
    const after = last.image === '' ? '' : ` after ${named(last)}`
    this.report(
      token,
      'RATE132',
      `Expected the end of the line${after}, but ${found(token)}.`,
      help
    )
  }

  // ---- blocks ----

  protected blockState(): BlockState {
    const state: BlockState = { unexpectedIndents: 0, isAfterUnknown: false, lines: undefined }
    this.#blocks.push(state)
    return state
  }

  /**
   * Whether another line of a block is next; on the way there, misspelt words are mended, and lines
   * that belong to nothing are reported and skipped.
   */
  protected hasLine(state: BlockState, lines: BlockLines): boolean {
    const isFirst = state.lines === undefined
    state.lines = lines
    for (;;) {
      if (this.isAt(1, t.Dedent, EOF)) {
        if (state.unexpectedIndents === 0 || this.isAt(1, EOF)) {
          this.#blocks.pop()
          return false
        }
        state.unexpectedIndents -= 1
        this.#skip()
      } else if (this.isAt(1, t.Indent)) {
        this.#unexpectedIndent(state, lines)
      } else if (lines.starts() || this.#mendsWord(lines)) {
        state.isAfterUnknown = false
        return true
      } else {
        this.#unknownLine(state, lines, isFirst)
      }
    }
  }

  #unexpectedIndent(state: BlockState, lines: BlockLines): void {
    const next = this.LA(2)
    this.#skip()
    if (lines.starts()) {
      const message = 'This line is indented deeper than the line it stands beside.'
      this.add('RATE121', this.spanOf(next), message, 'indent both alike.')
      state.unexpectedIndents += 1
      return
    }
    const message = 'These lines are indented below a statement that takes no block.'
    this.add('RATE121', this.spanOf(next), message)
    let depth = 1
    while (depth > 0) {
      if (this.isAt(1, t.Indent)) depth += 1
      if (this.isAt(1, t.Dedent)) depth -= 1
      if (!this.#skip()) return
    }
  }

  #mendsWord(lines: BlockLines): boolean {
    const token = this.LA(1)
    if (!isWord(token)) return false
    const meant = suggest(token.image, lines.words)
    const type = meant === undefined ? undefined : t.wordTypes.get(meant)
    if (meant === undefined || !type) return false
    const { tokenType, tokenTypeIdx } = token
    token.tokenType = type
    // A token type that was given to the parser always has its index.
    token.tokenTypeIdx = type.tokenTypeIdx as number
    if (!lines.starts()) {
      token.tokenType = tokenType
      token.tokenTypeIdx = tokenTypeIdx
      return false
    }
    const message = `"${shorten(token.image)}" begins no statement.`
    this.report(token, 'RATE130', message, `did you mean "${meant}"?`)
    return true
  }

  #unknownLine(state: BlockState, lines: BlockLines, isFirst: boolean): void {
    const token = this.LA(1)
    const isOnePerRun = lines.oncePerRun ?? (lines.isOutermost && isFirst)
    if (state.isAfterUnknown && isOnePerRun) this.#troubled.add(lineOf(token))
    state.isAfterUnknown = true
    if (lines.words.length === 0 && t.isReserved(token.tokenType)) this.#reportReserved(token)
    else this.report(token, 'RATE130', `Expected ${lines.what}, but ${found(token)}.`)
    this.skipLine()
    if (this.isAt(1, t.Indent)) this.skipBlock()
  }

  /** Whether the next line does not belong where it stands, which will be reported. */
  protected isLostLineNext(): boolean {
    const lines = this.#blocks.at(-1)?.lines
    return lines !== undefined && !this.isAt(1, t.Dedent, t.Indent, EOF) && !lines.starts()
  }

  /** Reports that the statement read last has no block, unless one follows. */
  protected expectBlock(head: IToken, what: string): void {
    if (this.isAt(1, t.Indent) || this.isLostLineNext()) return
    const message = `"${head.image}" needs ${what} below it, indented.`
    if (!this.#troubled.has(lineOf(head))) this.add('RATE122', this.spanOf(head), message)
  }
}

function isUnexpectedToken(error: unknown): error is Error & { readonly token: IToken } {
  return error instanceof Error && isRecognitionException(error)
}

/** The content of a text token, whose closing quote may be missing. */
export function unquoted(image: string): string {
  const closed = image.length > 1 && /["\u201c\u201d]$/.test(image)
  return closed ? image.slice(1, -1) : image.slice(1)
}

/** Leaves out what is absent, as exact optional properties demand. */
export function present<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(parts).filter(([, value]) => value !== undefined)
  // Filtering keeps keys and values together, which Object.fromEntries does not express.
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

function isWord(token: IToken): boolean {
  return token.tokenType.CATEGORIES?.includes(t.Word) ?? false
}

function lineOf(token: IToken): number {
  return typeof token.payload === 'number' ? token.payload : -1
}

function found(token: IToken): string {
  if (token.tokenType === t.Newline) return 'the line ends'
  if (token.image === '') return 'the source ends'
  return `found ${token.tokenType === t.Text ? 'the text ' : ''}${named(token)}`
}

/** A token in quotes; a text has its own. */
function named(token: IToken): string {
  return token.tokenType === t.Text ? shorten(token.image) : `"${shorten(token.image)}"`
}

function shorten(image: string): string {
  return image.length > 30 ? `${image.slice(0, 30)}…` : image
}
