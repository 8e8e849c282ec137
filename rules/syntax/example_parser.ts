import type {
  Choice,
  ExampleDecl,
  Expectation,
  Expr,
  GivenCoverage,
  GivenEntity,
  GivenField,
  NumberLiteral,
  Title,
} from './ast.ts'
import { present, type BlockLines } from './line_parser.ts'
import { ProductParser } from './product_parser.ts'
import * as t from './tokens.ts'

interface GivenInside {
  readonly coverages: readonly GivenCoverage[]
  readonly entities: readonly GivenEntity[]
}
type Action = 'decline' | 'refer' | 'require'

/** Worked examples: what is given, and what is to come out. */
export abstract class ExampleParser extends ProductParser {
  private readonly exampleLines: BlockLines = {
    starts: () => this.isAt(1, t.Given, t.Expect),
    words: ['given', 'expect'],
    what: '"given" or "expect"',
    oncePerRun: true,
  }

  readonly exampleDecl = this.RULE('exampleDecl', (): ExampleDecl | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const before = this.problemCount
    const title = this.attempt(() => this.SUBRULE(this.exampleLine))
    this.ACTION(() => this.expectBlock(word, '"given" and "expect"'))
    const inside = this.OPTION(() => this.SUBRULE(this.exampleBlock))
    return this.ACTION(() => {
      if (!inside) return undefined
      const isWhole = this.problemCount === before && !this.isLostLineNext()
      if (!inside.given && isWhole) this.reportPartOf(word, '"given"')
      if (!inside.expect && isWhole) this.reportPartOf(word, '"expect"')
      if (!title) return undefined
      const { given = [], expect = [] } = inside
      return { kind: 'example', title, given, expect, span: this.spanFrom(start) }
    })
  })

  private reportPartOf(word: Parameters<typeof this.spanOf>[0], what: string): void {
    this.add('RATE137', this.spanOf(word), `This example lacks its ${what}.`)
  }

  readonly exampleLine = this.RULE('exampleLine', (): Title => {
    this.CONSUME(t.Example)
    const title = this.SUBRULE(this.title)
    this.SUBRULE(this.endOfLine)
    return title
  })

  readonly exampleBlock = this.RULE(
    'exampleBlock',
    (): {
      given?: readonly GivenEntity[]
      expect?: readonly Expectation[]
    } => {
      const state = this.blockState()
      let given: readonly GivenEntity[] | undefined
      let expect: readonly Expectation[] | undefined
      this.CONSUME(t.Indent)
      this.MANY({
        GATE: () => this.hasLine(state, this.exampleLines),
        DEF: () => {
          const word = this.LA(1)
          this.OR([
            {
              ALT: () => {
                this.CONSUME(t.Given)
                this.SUBRULE(this.endOfLine)
                this.ACTION(() => this.expectBlock(word, 'the risk'))
                const entities = this.OPTION(() => this.SUBRULE(this.givenBlock))
                this.ACTION(() => {
                  if (given) this.reportTwice(word)
                  given ??= entities ?? []
                })
              },
            },
            {
              ALT: () => {
                this.CONSUME(t.Expect)
                this.SUBRULE2(this.endOfLine)
                this.ACTION(() => this.expectBlock(word, 'what is to come out'))
                const expectations = this.OPTION2(() => this.SUBRULE(this.expectBlockLines))
                this.ACTION(() => {
                  if (expect) this.reportTwice(word)
                  expect ??= expectations ?? []
                })
              },
            },
          ])
        },
      })
      this.CONSUME(t.Dedent)
      return present({ given, expect })
    }
  )

  // ---- given ----

  private readonly givenLines: BlockLines = {
    starts: () => this.isAt(1, t.Word) && !this.isExpectation(),
    words: [],
    what: 'an entity with its fields',
    oncePerRun: true,
  }

  /** What can't be given: most probably the "expect" above it is lost. */
  private isExpectation(): boolean {
    return (
      this.isAt(2, t.Of, t.Equals) ||
      this.isNext(t.Fee, t.Word, t.Equals) ||
      (this.isAt(1, t.Decline, t.Refer, t.Require) && this.isNext(t.Word, t.Word, t.Newline))
    )
  }

  readonly givenBlock = this.RULE('givenBlock', (): readonly GivenEntity[] => {
    const state = this.blockState()
    const entities: GivenEntity[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.givenLines),
      DEF: () => {
        const entity = this.SUBRULE(this.givenEntity)
        if (entity) entities.push(entity)
      },
    })
    this.CONSUME(t.Dedent)
    return entities
  })

  readonly givenEntity = this.RULE('givenEntity', (): GivenEntity | undefined => {
    const start = this.startOffset()
    const head = this.attempt(() => this.SUBRULE(this.givenLine))
    const headSpan = this.spanFrom(start)
    const inside = this.OPTION(() => this.SUBRULE(this.givenInside))
    return this.ACTION(() => {
      if (!head) return undefined
      const { coverages = [], entities = [] } = inside ?? {}
      return { ...head, coverages, entities, span: inside ? this.spanFrom(start) : headSpan }
    })
  })

  readonly givenLine = this.RULE('givenLine', (): Pick<GivenEntity, 'entity' | 'fields'> => {
    const entity = this.SUBRULE(this.ident)
    const fields: GivenField[] = []
    this.OPTION(() => {
      fields.push(this.SUBRULE(this.givenField))
      this.MANY(() => {
        this.CONSUME(t.Comma)
        fields.push(this.SUBRULE2(this.givenField))
      })
    })
    this.SUBRULE(this.endOfLine)
    return { entity, fields }
  })

  readonly givenField = this.RULE('givenField', (): GivenField => {
    const start = this.startOffset()
    const name = this.SUBRULE(this.ident)
    const value: Expr = this.SUBRULE(this.plainValue)
    return { name, value, span: this.spanFrom(start) }
  })

  /** `violation kind dui, ...` rather than `BI 50/100, ...`: a name, a field and its value. */
  private isGivenEntity(): boolean {
    return this.isNext(t.Word, t.Word) && !this.isAt(3, t.Comma, t.Newline)
  }

  readonly givenInside = this.RULE('givenInside', (): GivenInside => {
    const state = this.blockState()
    const coverages: GivenCoverage[] = []
    const entities: GivenEntity[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.givenLines),
      DEF: () =>
        this.OR({
          MAX_LOOKAHEAD: 1,
          DEF: [
            {
              GATE: () => this.isGivenEntity(),
              ALT: () => {
                const entity = this.SUBRULE(this.givenEntity)
                if (entity) entities.push(entity)
              },
              IGNORE_AMBIGUITIES: true,
            },
            {
              ALT: () => {
                const read = this.attempt(() => this.SUBRULE(this.givenCoverages))
                if (read && !this.RECORDING_PHASE) coverages.push(...read)
              },
              IGNORE_AMBIGUITIES: true,
            },
          ],
        }),
    })
    this.CONSUME(t.Dedent)
    return { coverages, entities }
  })

  readonly givenCoverages = this.RULE('givenCoverages', (): readonly GivenCoverage[] => {
    const coverages = [this.SUBRULE(this.givenCoverage)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      coverages.push(this.SUBRULE2(this.givenCoverage))
    })
    this.SUBRULE(this.endOfLine)
    return coverages
  })

  readonly givenCoverage = this.RULE('givenCoverage', (): GivenCoverage => {
    const start = this.startOffset()
    const name = this.SUBRULE(this.ident)
    const values: Choice[] = []
    this.MANY(() => values.push(this.SUBRULE(this.choice)))
    return { name, values, span: this.spanFrom(start) }
  })

  // ---- expect ----

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
