import { Lexer, type IToken, type TokenType } from 'chevrotain'
import type { SyntaxCode } from '../diagnostics/catalogue_syntax.ts'
import type { ProblemList } from '../diagnostics/problem_list.ts'
import type { Source } from '../source.ts'
import type { Comment } from './ast.ts'
import { limits } from './limits.ts'
import { beginsAtMargin, type FileKind } from './margin_statement.ts'
import { readToken } from './read_token.ts'
import * as t from './tokens.ts'

/** One statement's line, continuations included. */
export interface LogicalLine {
  /** Where its first token starts. */
  readonly start: number
  /** The column of its first token, counted from 0; a tab reaches to the next multiple of two. */
  readonly width: number
  /** Whether an empty line stands right above it. */
  readonly blankBefore: boolean
}

/** A comment with what the formatter needs to put it back. */
export interface PlacedComment extends Comment {
  readonly width: number
  readonly blankBefore: boolean
}

/** A source cut into logical lines; blocks are marked by `Indent` and `Dedent`. */
export interface Layout {
  readonly tokens: IToken[]
  readonly comments: readonly PlacedComment[]
  readonly lines: readonly LogicalLine[]
  /** Lines that were reported while reading tokens: the parser adds nothing about them. */
  readonly troubled: Set<number>
}

const TAB_COLUMNS = 2
const lexer = new Lexer(t.lexedTypes, {
  positionTracking: 'onlyOffset',
  ensureOptimizations: false,
})

const continuing = new Set<TokenType>([t.Equals, t.Star, t.Slash, t.Plus, t.Minus])
const continued = new Set<TokenType>([
  ...[t.Comma, t.Equals, t.Plus, t.Minus, t.Star, t.Slash],
  ...[t.Less, t.LessEqual, t.Greater, t.GreaterEqual],
])
/**
 * Lexes a source and cuts it into logical lines and blocks. Layout is found in this pass rather
 * than by stateful token patterns, which would leak from one source into the next.
 */
export function layOut(source: Source, kind: FileKind, problems: ProblemList): Layout {
  return new LayoutPass(source, kind, problems).run()
}

interface PhysicalLine {
  readonly tokens: readonly IToken[]
  /** The columns before its first token. */
  readonly width: number
}

class LayoutPass {
  readonly #source: Source
  readonly #kind: FileKind
  readonly #problems: ProblemList
  readonly #tokens: IToken[] = []
  readonly #comments: PlacedComment[] = []
  readonly #lines: LogicalLine[] = []
  readonly #troubled = new Set<number>()
  readonly #levels: number[] = []
  /** How many lines each open block has so far, by its level. */
  readonly #linesAt: number[] = []
  #lastEnd = 0
  #lastType: TokenType | undefined
  #tokensInLine = 0
  #blank = false
  #reportedDepth = false
  #below: PhysicalLine | undefined

  constructor(source: Source, kind: FileKind, problems: ProblemList) {
    this.#source = source
    this.#kind = kind
    this.#problems = problems
  }

  run(): Layout {
    const lines = this.#physicalLines()
    lines.forEach((line, index) => {
      if (this.#problems.isFull) return
      const [first] = line.tokens
      this.#below = lines[index + 1]
      if (first) this.#physicalLine(line, first)
      else this.#blank = true
    })
    this.#endLine()
    while (this.#levels.length > 1) this.#closeBlock()
    return {
      tokens: this.#tokens,
      comments: this.#comments,
      lines: this.#lines,
      troubled: this.#troubled,
    }
  }

  #physicalLines(): readonly PhysicalLine[] {
    const lines: PhysicalLine[] = []
    let tokens: IToken[] = []
    let lineStart = 0
    const end = () => {
      const width = this.#widthBetween(lineStart, tokens[0]?.startOffset ?? lineStart)
      lines.push({ tokens, width })
    }
    for (const token of lexer.tokenize(this.#source.text).tokens) {
      if (token.tokenType === t.Newline) {
        end()
        tokens = []
        lineStart = token.startOffset + token.image.length
      } else {
        tokens.push(token)
      }
    }
    end()
    return lines
  }

  #physicalLine({ tokens, width }: PhysicalLine, first: IToken): void {
    const isComment = first.tokenType === t.CommentText
    const isLeftOut = !isComment && this.#isTooDeep(first, width)
    if (!isComment && !isLeftOut) this.#startOrContinue(tokens, first, width)
    for (const token of tokens) {
      if (token.tokenType === t.CommentText) this.#comment(token, width, token === first)
      else if (!isLeftOut) this.#token(token)
    }
  }

  #startOrContinue(tokens: readonly IToken[], first: IToken, width: number): void {
    const line = this.#lines.at(-1)
    if (line && this.#lastType) {
      const next = this.#source.text.charAt(first.startOffset + first.image.length)
      const leads = continuing.has(first.tokenType) && /^\s?$/.test(next)
      if (leads || (continued.has(this.#lastType) && width > line.width)) {
        this.#blank = false
        return
      }
      this.#endLine()
    }
    this.#indent(
      tokens.filter((token) => token.tokenType !== t.CommentText),
      first,
      width
    )
    this.#lines.push({ start: first.startOffset, width, blankBefore: this.#blank })
    this.#linesAt[this.#linesAt.length - 1] = (this.#linesAt.at(-1) ?? 0) + 1
    this.#blank = false
    this.#tokensInLine = 0
  }

  #indent(tokens: readonly IToken[], first: IToken, width: number): void {
    const [base] = this.#levels
    const top = this.#levels.at(-1)
    if (base === undefined || top === undefined) {
      this.#levels.push(width)
      this.#linesAt.push(0)
    } else if (width > base && beginsAtMargin(this.#kind, tokens)) {
      this.#closeDownTo(base)
      this.#add(
        'RATE140',
        first,
        `"${first.image}" begins a statement of its own, but is indented.`,
        'begin it at the margin.'
      )
    } else if (width > top) {
      this.#openBlock(first, width)
    } else if (!this.#levels.includes(width)) {
      this.#mendLevel(first, width, tokens.length === 1)
    } else {
      this.#closeDownTo(width)
    }
  }

  #openBlock(first: IToken, width: number): void {
    this.#levels.push(width)
    this.#linesAt.push(0)
    this.#mark(t.Indent, first.startOffset, this.#lines.length)
  }

  /** Lines nested beyond the limit are left out, so that no reader of the tree runs out of stack. */
  #isTooDeep(first: IToken, width: number): boolean {
    if (this.#levels.length <= limits.nesting || width <= (this.#levels.at(-1) ?? 0)) return false
    if (!this.#reportedDepth) {
      this.#add('RATE102', first, `Blocks may be nested ${limits.nesting} deep.`)
    }
    this.#reportedDepth = true
    this.#troubled.add(this.#lines.length - 1)
    return true
  }

  #closeDownTo(level: number): void {
    while (this.#levels.length > 1 && (this.#levels.at(-1) ?? 0) > level) this.#closeBlock()
  }

  #closeBlock(): void {
    this.#levels.pop()
    this.#linesAt.pop()
    this.#mark(t.Dedent, this.#lastEnd, this.#lines.length - 1)
  }

  /**
   * Takes a line that is indented like none above it for a line of the nearest block, and the block
   * for one that is indented like it, where that is the likelier: where the line above it is the only
   * other one, where it heads lines of its own, or where it is the first to stand at the margin.
   */
  #mendLevel(first: IToken, width: number, isHead: boolean): void {
    const base = this.#levels[0] ?? 0
    const outer = this.#levels.findLast((level) => level < width) ?? base
    const inner = this.#levels.find((level) => level > width) ?? outer
    const level = width - outer < inner - width ? outer : inner
    const message = `This line is indented by ${columns(width)}, like no other line of its block.`
    this.#closeDownTo(level)
    const isNested = this.#levels.length > 1
    const isSecond = this.#linesAt.at(-1) === 1 && this.#below?.width !== level
    const moves = width < base || (level === inner && isNested && (isHead || isSecond))
    if (moves) this.#levels[this.#levels.length - 1] = width
    this.#add('RATE120', first, message, moves ? undefined : `indent it by ${columns(level)}.`)
  }

  /** Reports a token without keeping its line from being read. */
  #add(code: SyntaxCode, token: IToken, message: string, help?: string): void {
    const { startOffset: start, image } = token
    this.#problems.add(code, start, start + image.length, message, help)
  }

  #token(token: IToken): void {
    const line = this.#lines.length - 1
    const { startOffset: start } = token
    this.#lastEnd = start + token.image.length
    this.#lastType = token.tokenType
    this.#tokensInLine += 1
    if (this.#tokensInLine > limits.lineTokens) {
      const message = `A line may have ${limits.lineTokens} words, numbers and marks.`
      this.#report(line, 'RATE104', start, this.#lastEnd, message)
      return
    }
    const { type, problem } = readToken(token)
    if (problem)
      this.#report(line, problem.code, start, this.#lastEnd, problem.message, problem.mend)
    if (!type) return
    token.tokenType = type
    // A token type that was given to the lexer or parser always has its index.
    token.tokenTypeIdx = type.tokenTypeIdx as number
    token.payload = line
    this.#tokens.push(token)
  }

  #report(line: number, ...problem: Parameters<ProblemList['add']>): void {
    if (this.#troubled.has(line)) return
    this.#troubled.add(line)
    this.#problems.add(...problem)
  }

  #comment(token: IToken, width: number, ownLine: boolean): void {
    const { startOffset: start, image } = token
    this.#comments.push({
      text: image.slice(1).trim(),
      ownLine,
      span: { source: this.#source.name, start, end: start + image.length },
      width,
      blankBefore: ownLine && this.#blank,
    })
    if (ownLine) this.#blank = false
  }

  #endLine(): void {
    if (!this.#lastType) return
    this.#mark(t.Newline, this.#lastEnd, this.#lines.length - 1)
    this.#lastType = undefined
  }

  /** Adds a mark of layout; it has no width, so that spans end with what is really written. */
  #mark(tokenType: TokenType, startOffset: number, line: number): void {
    // A token type that was given to the lexer or parser always has its index.
    const tokenTypeIdx = tokenType.tokenTypeIdx as number
    this.#tokens.push({ image: '', startOffset, tokenType, tokenTypeIdx, payload: line })
  }

  #widthBetween(lineStart: number, start: number): number {
    let width = 0
    for (let i = lineStart; i < start; i++) {
      const char = this.#source.text[i]
      if (char === '\t') width += TAB_COLUMNS - (width % TAB_COLUMNS)
      else if (char !== '\ufeff') width += 1
    }
    return width
  }
}

function columns(width: number): string {
  return width === 1 ? '1 column' : `${width} columns`
}
