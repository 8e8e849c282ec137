import type { ExpectDecl, ExpectedMove, Ident } from './ast.ts'
import { ExceptionParser } from './exception_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

/** What a plan declares of its own prices, to be judged on a book of generated risks. */
export abstract class ExpectationParser extends ExceptionParser {
  readonly expectDecl = this.RULE('expectDecl', (): ExpectDecl | undefined =>
    this.attempt(() => this.SUBRULE(this.expectLine))
  )

  readonly expectLine = this.RULE('expectLine', (): ExpectDecl => {
    const start = this.startOffset()
    this.CONSUME(t.Expect)
    const says = this.choose<ExpectDecl['says']>({
      DEF: [
        { ALT: () => this.SUBRULE(this.neverLess) },
        { ALT: () => this.SUBRULE(this.meanBetween) },
      ],
      ERR_MSG: '"more", "lower" or "mean of each"',
    })
    const citation = this.OPTION(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'expect', says, ...present({ citation }), span }
  })

  /** `more limit but PIP, lower deductible never costs less while operator stays`. */
  readonly neverLess = this.RULE('neverLess', (): ExpectDecl['says'] => {
    const moves = [this.SUBRULE(this.expectedMove)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      moves.push(this.SUBRULE2(this.expectedMove))
    })
    this.CONSUME(t.Never)
    this.CONSUME(t.Costs)
    this.CONSUME(t.LessWord)
    const stays = this.OPTION(() => {
      this.CONSUME(t.While)
      const value = this.SUBRULE(this.ident)
      this.CONSUME(t.Stays)
      return value
    })
    return { kind: 'never_less', moves, ...present({ stays }) }
  })

  readonly expectedMove = this.RULE('expectedMove', (): ExpectedMove => {
    const start = this.startOffset()
    const direction = this.choose<ExpectedMove['direction']>({
      DEF: [
        { ALT: () => (this.CONSUME(t.More), 'more') },
        { ALT: () => (this.CONSUME(t.Lower), 'lower') },
      ],
      ERR_MSG: '"more" or "lower"',
    })
    const first = this.SUBRULE(this.ident)
    const second = this.OPTION(() => {
      this.CONSUME(t.Dot)
      return this.SUBRULE2(this.ident)
    })
    const but = this.OPTION2(() => {
      this.CONSUME(t.But)
      return this.SUBRULE(this.exceptedCoverages)
    })
    const named = second ? { entity: first, name: second } : { name: first }
    return { direction, ...named, but: but ?? [], span: this.spanFrom(start) }
  })

  /** A comma goes on with the next coverage, unless what follows is the next move. */
  readonly exceptedCoverages = this.RULE('exceptedCoverages', (): readonly Ident[] => {
    const coverages = [this.SUBRULE(this.ident)]
    this.MANY({
      GATE: () => !this.isAt(2, t.More, t.Lower),
      DEF: () => {
        this.CONSUME(t.Comma)
        coverages.push(this.SUBRULE2(this.ident))
      },
    })
    return coverages
  })

  /** `mean of each vehicle with COMP, COLL between 900 and 4500 a year`. */
  readonly meanBetween = this.RULE('meanBetween', (): ExpectDecl['says'] => {
    this.CONSUME(t.Mean)
    this.CONSUME(t.Of)
    this.CONSUME(t.Each)
    const entity = this.SUBRULE(this.ident)
    const carrying = this.OPTION(() => {
      this.CONSUME(t.With)
      return this.SUBRULE(this.identList)
    })
    this.CONSUME(t.Between)
    const low = this.SUBRULE(this.number)
    this.CONSUME(t.And)
    const high = this.SUBRULE2(this.number)
    this.CONSUME(t.A)
    this.CONSUME(t.Year)
    return { kind: 'mean', entity, carrying: carrying ?? [], low, high }
  })
}
