import { EOF, type IToken } from 'chevrotain'
import type { ProblemList } from '../diagnostics/problem_list.ts'
import { suggest } from '../diagnostics/suggestion.ts'
import type { Layout } from './layout.ts'
import { LineParser } from './line_parser.ts'
import { found, isWord, lineOf, shorten } from './token_words.ts'
import * as t from './tokens.ts'

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

/** Reading blocks of lines to their end, whatever stands in them that does not belong there. */
export abstract class BlockParser extends LineParser {
  readonly #blocks: BlockState[] = []

  protected override open(sourceName: string, layout: Layout, problems: ProblemList): void {
    super.open(sourceName, layout, problems)
    this.#blocks.length = 0
  }

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
        this.skip()
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
    this.skip()
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
      if (!this.skip()) return
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
    if (state.isAfterUnknown && isOnePerRun) this.troubled.add(lineOf(token))
    state.isAfterUnknown = true
    if (lines.words.length === 0 && t.isReserved(token.tokenType)) this.reportReserved(token)
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
    if (!this.troubled.has(lineOf(head))) this.add('RATE122', this.spanOf(head), message)
  }
}
