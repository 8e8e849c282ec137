import { EOF, isRecognitionException, tokenLabel, type IToken } from 'chevrotain'
import { suggest } from '../diagnostics/suggestion.ts'
import { LineGivenUp, TokenParser } from './token_parser.ts'
import { found, isWord, named } from './token_words.ts'
import * as t from './tokens.ts'

/** Words that belong to a clause, offered where a line goes on with a misspelt one. */
const clauseWords = [
  ...['when', 'as', 'each', 'by', 'rounded', 'read', 'gives', 'optional', 'required', 'private'],
  ...['sensitive', 'needs', 'but', 'else', 'with', 'has', 'and', 'or', 'is', 'in', 'over', 'to'],
]

/**
 * Reading line by line, with our own recovery: whatever goes wrong ends with the line, and one line has
 * one diagnostic. Chevrotain's recovery stops at the first token that any caller could go on with,
 * which unwinds the file.
 */
export abstract class LineParser extends TokenParser {
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
      if (!this.skip()) return
    }
    this.skip()
  }

  /** Skips an indented block with all blocks inside it. */
  protected skipBlock(): void {
    let depth = 0
    do {
      if (this.isAt(1, t.Indent)) depth += 1
      if (this.isAt(1, t.Dedent)) depth -= 1
    } while (this.skip() && depth > 0)
  }

  /** Passes one token over; false at the end of the source. */
  protected skip(): boolean {
    if (this.LA(1).tokenType === EOF) return false
    this.SKIP_TOKEN()
    return true
  }

  #reportUnexpected(token: IToken, expected: string): void {
    if (t.isReserved(token.tokenType) && expected === tokenLabel(t.Word)) {
      this.reportReserved(token)
      return
    }
    const words = Array.from(expected.matchAll(/"([a-z]+)"/g), ([, word = '']) => word)
    const meant = isWord(token) ? suggest(token.image, words) : undefined
    const help = meant ? `did you mean "${meant}"?` : undefined
    this.report(token, 'RATE131', `Expected ${expected}, but ${found(token)}.`, help)
  }

  protected reportReserved(token: IToken): void {
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
}

function isUnexpectedToken(error: unknown): error is Error & { readonly token: IToken } {
  return error instanceof Error && isRecognitionException(error)
}
