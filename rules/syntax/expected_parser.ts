import type { Expectation, Expr, NumberLiteral } from './ast.ts'
import type { BlockLines } from './block_parser.ts'
import { GivenParser } from './given_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

type Action = 'decline' | 'refer' | 'require'

/** What is to come out of a worked example: premiums, fees, the total, and decisions. */
export abstract class ExpectedParser extends GivenParser {
  private readonly expectLines: BlockLines = {
    starts: () =>
      this.isAt(1, t.No, t.Decline, t.Refer, t.Require) ||
      (this.isAt(1, t.Word) && this.isAt(2, t.Of, t.Equals)) ||
      this.isAt(1, t.Fee, t.Total),
    words: ['no', 'decline', 'refer', 'require', 'fee', 'total'],
    what: 'a premium, a fee, "total", a rule\'s decision or "no referral"',
  }

  readonly expectBlockLines = this.RULE('expectBlockLines', (): readonly Expectation[] => {
    const state = this.blockState()
    const expectations: Expectation[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.expectLines),
      DEF: () => {
        const expectation = this.attempt(() => this.SUBRULE(this.expectation))
        if (expectation) expectations.push(expectation)
      },
    })
    this.CONSUME(t.Dedent)
    return expectations
  })

  readonly expectation = this.RULE('expectation', (): Expectation => {
    const ambiguous = { IGNORE_AMBIGUITIES: true }
    const expectation = this.choose<Expectation>([
      { ALT: () => this.SUBRULE(this.expectedAbsence) },
      {
        ...ambiguous,
        GATE: () => this.isAt(2, t.Of),
        ALT: () => this.SUBRULE(this.expectedPremium),
      },
      { ...ambiguous, ALT: () => this.SUBRULE(this.expectedFee) },
      { ...ambiguous, ALT: () => this.SUBRULE(this.expectedTotal) },
      { ...ambiguous, ALT: () => this.SUBRULE(this.expectedRule) },
    ])
    this.SUBRULE(this.endOfLine)
    return expectation
  })

  readonly expectedAbsence = this.RULE('expectedAbsence', (): Expectation => {
    const start = this.startOffset()
    this.CONSUME(t.No)
    const action = this.choose<Action>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Decline), 'decline') },
        { ALT: () => (this.CONSUME(t.Referral), 'refer') },
        { ALT: () => (this.CONSUME(t.Requirement), 'require') },
      ],
      ERR_MSG: '"decline", "referral" or "requirement"',
    })
    return { kind: 'expect_none', action, span: this.spanFrom(start) }
  })

  readonly expectedPremium = this.RULE('expectedPremium', (): Expectation => {
    const start = this.startOffset()
    const coverage = this.SUBRULE(this.ident)
    this.CONSUME(t.Of)
    const entity = this.SUBRULE2(this.ident)
    const number = this.OPTION(() => this.SUBRULE(this.number))
    const amount = this.SUBRULE(this.expectedAmount)
    const by = this.OPTION2(() => this.SUBRULE(this.workings))
    const optional = present({ number, by })
    return {
      kind: 'expect_premium',
      coverage,
      entity,
      amount,
      ...optional,
      span: this.spanFrom(start),
    }
  })

  readonly expectedFee = this.RULE('expectedFee', (): Expectation => {
    const start = this.startOffset()
    this.CONSUME(t.Fee)
    const fee = this.SUBRULE(this.ident)
    const amount = this.SUBRULE(this.expectedAmount)
    const by = this.OPTION(() => this.SUBRULE(this.workings))
    return { kind: 'expect_fee', fee, amount, ...present({ by }), span: this.spanFrom(start) }
  })

  readonly expectedTotal = this.RULE('expectedTotal', (): Expectation => {
    const start = this.startOffset()
    this.CONSUME(t.Total)
    const amount = this.SUBRULE(this.expectedAmount)
    return { kind: 'expect_total', amount, span: this.spanFrom(start) }
  })

  readonly expectedRule = this.RULE('expectedRule', (): Expectation => {
    const start = this.startOffset()
    const action = this.choose<Action>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Decline), 'decline') },
        { ALT: () => (this.CONSUME(t.Refer), 'refer') },
        { ALT: () => (this.CONSUME(t.Require), 'require') },
      ],
      ERR_MSG: '"total", "fee", or a rule\'s decision',
    })
    const rule = this.SUBRULE(this.ident)
    return { kind: 'expect_rule', action, rule, span: this.spanFrom(start) }
  })

  readonly expectedAmount = this.RULE('expectedAmount', (): NumberLiteral => {
    this.CONSUME(t.Equals)
    return this.SUBRULE(this.signedNumber)
  })

  /** `by 341.00 * 0.940`: the arithmetic a person can follow. */
  readonly workings = this.RULE('workings', (): Expr => {
    this.CONSUME(t.By)
    return this.SUBRULE(this.additive)
  })
}
