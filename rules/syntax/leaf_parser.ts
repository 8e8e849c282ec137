import type { IToken, ParserMethod } from 'chevrotain'
import type {
  DateLiteral,
  DateUnit,
  Expr,
  Ident,
  IndexExpr,
  MemberExpr,
  NameExpr,
  NumberLiteral,
  RoundingMode,
} from './ast.ts'
import { BlockParser } from './block_parser.ts'
import { present } from './present.ts'
import { unquoted } from './token_words.ts'
import * as t from './tokens.ts'

/** What `rounded to 0.01 half up` and `round to 0.01 half up` have in common. */
export interface Rounding {
  readonly to: NumberLiteral
  readonly mode?: RoundingMode
}

/** What stands alone in an expression: literals, names, look-ups, dates, and how something is rounded. */
export abstract class LeafParser extends BlockParser {
  protected abstract readonly value: ParserMethod<[], Expr>
  protected abstract readonly expression: ParserMethod<[], Expr>
  protected abstract readonly additive: ParserMethod<[], Expr>
  protected abstract readonly primary: ParserMethod<[], Expr>

  readonly boundWords = this.RULE('boundWords', (): 'at least' | 'at most' => {
    this.CONSUME(t.At)
    return this.choose<'at least' | 'at most'>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Least), 'at least') },
        { ALT: () => (this.CONSUME(t.Most), 'at most') },
      ],
      ERR_MSG: '"at least" or "at most"',
    })
  })

  readonly roundingTo = this.RULE('roundingTo', (): Rounding => {
    this.CONSUME(t.To)
    const to = this.SUBRULE(this.number)
    const mode = this.OPTION(() => this.SUBRULE(this.roundingMode))
    return { to, ...present({ mode }) }
  })

  readonly roundingMode = this.RULE('roundingMode', (): RoundingMode =>
    this.choose<RoundingMode>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Up), 'up') },
        { ALT: () => (this.CONSUME(t.Down), 'down') },
        {
          ALT: () => {
            this.CONSUME(t.Half)
            return this.choose2<RoundingMode>({
              DEF: [
                { ALT: () => (this.CONSUME2(t.Up), 'half up') },
                { ALT: () => (this.CONSUME2(t.Down), 'half down') },
                { ALT: () => (this.CONSUME(t.Even), 'half even') },
              ],
              ERR_MSG: '"half up", "half down" or "half even"',
            })
          },
        },
      ],
      ERR_MSG: '"up", "down", "half up", "half down" or "half even"',
    })
  )

  readonly dateUnit = this.RULE('dateUnit', (): DateUnit =>
    this.choose<DateUnit>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Years), 'years') },
        { ALT: () => (this.CONSUME(t.Year), 'years') },
        { ALT: () => (this.CONSUME(t.Months), 'months') },
        { ALT: () => (this.CONSUME(t.Days), 'days') },
      ],
      ERR_MSG: '"years", "months" or "days"',
    })
  )

  readonly direction = this.RULE('direction', (): 'before' | 'after' =>
    this.choose<'before' | 'after'>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Before), 'before') },
        { ALT: () => (this.CONSUME(t.After), 'after') },
      ],
      ERR_MSG: '"before" or "after"',
    })
  )

  readonly literal = this.RULE('literal', (): Expr =>
    this.choose<Expr>({
      DEF: [
        {
          ALT: () => {
            const token = this.CONSUME(t.LimitText)
            return { kind: 'limit', text: token.image, span: this.spanOf(token) }
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(t.CodeText)
            return { kind: 'limit', text: token.image, span: this.spanOf(token) }
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(t.DateText)
            return { kind: 'date', text: token.image, span: this.spanOf(token) }
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(t.Text)
            return { kind: 'text', text: unquoted(token.image), span: this.spanOf(token) }
          },
        },
      ],
      ERR_MSG: 'a value',
    })
  )

  readonly date = this.RULE('date', (): DateLiteral => {
    const token = this.CONSUME(t.DateText)
    return { kind: 'date', text: token.image, span: this.spanOf(token) }
  })

  readonly yesLiteral = this.RULE('yesLiteral', (): Expr => {
    const token = this.CONSUME(t.Yes)
    return { kind: 'yes_no', value: true, span: this.spanOf(token) }
  })

  readonly noLiteral = this.RULE('noLiteral', (): Expr => {
    const token = this.CONSUME(t.No)
    return { kind: 'yes_no', value: false, span: this.spanOf(token) }
  })

  readonly group = this.RULE('group', (): Expr => {
    const start = this.startOffset()
    this.CONSUME(t.OpenRound)
    const inner = this.SUBRULE(this.value)
    this.CONSUME(t.CloseRound)
    return { kind: 'group', inner, span: this.spanFrom(start) }
  })

  readonly whole = this.RULE('whole', (): Expr => {
    const start = this.startOffset()
    this.CONSUME(t.Whole)
    const unit = this.SUBRULE(this.dateUnit)
    this.CONSUME(t.From)
    const from = this.nested(() => this.SUBRULE(this.additive))
    this.CONSUME(t.To)
    const to = this.nested(() => this.SUBRULE2(this.additive))
    return { kind: 'whole', unit, from, to, span: this.spanFrom(start) }
  })

  readonly yearOf = this.RULE('yearOf', (): Expr => {
    const start = this.startOffset()
    this.CONSUME(t.Year)
    this.CONSUME(t.Of)
    const date = this.nested(() => this.SUBRULE(this.primary))
    return { kind: 'year', date, span: this.spanFrom(start) }
  })

  /** `rate of rate_band[amount]`: an aggregate begins with a word of its own. */
  protected isColumn(): boolean {
    const isAggregate = this.isAt(1, t.Sum, t.Count, t.Highest, t.Lowest, t.Average, t.Year)
    return !isAggregate && this.isAt(2, t.Of) && this.isAt(4, t.OpenIndex)
  }

  readonly columnOf = this.RULE('columnOf', (): Expr => {
    const start = this.startOffset()
    const column = this.SUBRULE(this.ident)
    this.CONSUME(t.Of)
    const read = this.nested(() => this.SUBRULE(this.index))
    return { ...read, column, span: this.spanFrom(start) }
  })

  readonly index = this.RULE('index', (): IndexExpr => {
    const start = this.startOffset()
    const target: Ident = this.SUBRULE(this.ident)
    this.CONSUME(t.OpenIndex)
    const args = [this.SUBRULE(this.expression)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      args.push(this.SUBRULE2(this.expression))
    })
    this.CONSUME(t.CloseIndex)
    return { kind: 'index', target, args, span: this.spanFrom(start) }
  })

  /** `BI with limit at least 30/60`, after `has`. */
  readonly coverageWith = this.RULE('coverageWith', (): Expr => {
    const start = this.startOffset()
    const coverage = this.SUBRULE(this.ident)
    this.CONSUME(t.With)
    const condition = this.SUBRULE(this.expression)
    return { kind: 'coverage_with', coverage, condition, span: this.spanFrom(start) }
  })

  /** `policy.term`, or a name alone. */
  readonly path = this.RULE('path', (): NameExpr | MemberExpr => {
    const start = this.startOffset()
    const token = this.CONSUME(t.Word)
    let path: NameExpr | MemberExpr = {
      kind: 'name',
      name: token.image,
      span: this.spanOf(token),
    }
    this.MANY(() => {
      this.CONSUME(t.Dot)
      const member = this.SUBRULE(this.ident)
      path = { kind: 'member', object: path, member, span: this.spanFrom(start) }
    })
    this.ACTION(() => this.reportLooseBracket(token))
    return path
  })

  /** `f [a, b]` would be read as a citation in silence. */
  private reportLooseBracket(name: IToken): void {
    const next = this.LA(1)
    if (next.tokenType !== t.CitationText) return
    const parts = next.image.slice(1, -1).split(',')
    const isLookUp = parts.every((part) => /^\s*[A-Za-z_]\w*(\.\w+)*\s*$/.test(part))
    if (!isLookUp || !parts.some((part) => /^\s*[a-z]/.test(part))) return
    this.report(
      next,
      'RATE136',
      `This is read as a citation, because a space stands between "${name.image}" and "[".`,
      `write ${name.image}${next.image} to look something up.`
    )
  }
}
