import type { IToken } from 'chevrotain'
import type { DateLiteral, Expr, Ident, Over, Period } from './ast.ts'
import { ExpressionParser } from './expression_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

/** Clauses that several statements have: lists of names, `when`, `from` and `until`, `each … each coverage`. */
export abstract class ClauseParser extends ExpressionParser {
  readonly identList = this.RULE('identList', (): readonly Ident[] => {
    const idents = [this.SUBRULE(this.ident)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      idents.push(this.SUBRULE2(this.ident))
    })
    return idents
  })

  readonly whenClause = this.RULE('whenClause', (): Expr => {
    this.CONSUME(t.When)
    return this.SUBRULE(this.expression)
  })

  readonly fromClause = this.RULE('fromClause', (): DateLiteral => {
    this.CONSUME(t.From)
    return this.SUBRULE(this.date)
  })

  readonly period = this.RULE('period', (): Period => {
    const from = this.OPTION(() => this.SUBRULE(this.fromClause))
    const until = this.OPTION2(() => {
      this.CONSUME(t.Until)
      return this.SUBRULE(this.date)
    })
    return present({ from, until })
  })

  /** `each vehicle, each coverage but PIP`, or `policy`. */
  readonly over = this.RULE('over', (): Over => {
    const start = this.startOffset()
    const entity = this.choose<Ident>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.Each)
            return this.SUBRULE(this.ident)
          },
        },
        { ALT: () => this.identOf(this.CONSUME(t.Policy)) },
      ],
      ERR_MSG: '"each" with an entity, or "policy"',
    })
    const coverages = this.OPTION(() => {
      this.CONSUME(t.Comma)
      this.CONSUME2(t.Each)
      this.CONSUME(t.Coverage)
      const but = this.OPTION2(() => {
        this.CONSUME(t.But)
        return this.SUBRULE(this.identList)
      })
      return but ?? []
    })
    const span = this.spanFrom(start)
    return { entity, eachCoverage: coverages !== undefined, but: coverages ?? [], span }
  })

  protected reportTwice(token: IToken, what = `"${token.image}"`): void {
    this.add('RATE138', this.spanOf(token), `${what} is stated twice.`)
  }

  protected reportLacking(name: Ident, what: string): void {
    this.add('RATE137', name.span, `"${name.name}" lacks its ${what}.`)
  }
}
