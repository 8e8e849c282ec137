import {
  EmbeddedActionsParser,
  tokenLabel,
  type IOrAlt,
  type OrMethodOpts,
  type IParserErrorMessageProvider,
  type IToken,
  type TokenType,
} from 'chevrotain'
import type { SyntaxCode } from '../diagnostics/catalogue_syntax.ts'
import { ProblemList } from '../diagnostics/problem_list.ts'
import type { Span } from '../source.ts'
import type { Citation, Ident, NumberLiteral, Title } from './ast.ts'
import type { Layout } from './layout.ts'
import { limits } from './limits.ts'
import { lineOf, unquoted } from './token_words.ts'
import * as t from './tokens.ts'

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
export class LineGivenUp extends Error {}

/** Ends the reading of a source that has more mistakes than are listed. */
export class SourceGivenUp extends Error {}

/** Tokens with their places: what a leaf is, what comes next, and what is wrong with it, once a line. */
export abstract class TokenParser extends EmbeddedActionsParser {
  protected problems = new ProblemList('')
  /** The lines that have a diagnostic already, and get no other. */
  protected troubled = new Set<number>()
  #sourceName = ''
  #depth = 0
  #problemCount = 0

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
    this.troubled = layout.troubled
    this.#depth = 0
    this.#problemCount = 0
  }

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

  protected isNext(...types: readonly TokenType[]): boolean {
    return types.every((type, index) => this.isAt(index + 1, type))
  }

  protected isAt(position: number, ...types: readonly TokenType[]): boolean {
    const { tokenType } = this.LA(position)
    return types.some(
      (type) => type === tokenType || (tokenType.CATEGORIES?.includes(type) ?? false)
    )
  }

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
    if (this.troubled.has(line)) return
    this.troubled.add(line)
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

  protected choose<T>(alternatives: Alternatives<T>): T {
    return this.or(0, withDefinition(alternatives))
  }

  /** The second such choice within one rule. */
  protected choose2<T>(alternatives: Alternatives<T>): T {
    return this.or(2, withDefinition(alternatives))
  }
}
