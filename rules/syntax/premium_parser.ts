import type {
  Citation,
  Expr,
  Over,
  PremiumBlock,
  PremiumItem,
  RoundEveryStep,
  StepOp,
  Title,
  TotalBlock,
  WhenSteps,
} from './ast.ts'
import { DiscountParser } from './discount_parser.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

/** The order of calculation: the steps of a premium, and of the total. */
export abstract class PremiumParser extends DiscountParser {
  private readonly stepLines: BlockLines = {
    starts: () =>
      this.isAt(1, ...[t.Base, t.Times, t.PlusWord, t.MinusWord, t.Becomes, t.At, t.Round, t.When]),
    words: ['base', 'times', 'plus', 'minus', 'becomes', 'at', 'round', 'when'],
    what: 'a step such as "base", "times", "plus", "at least" or "round"',
  }

  readonly premiumBlock = this.RULE('premiumBlock', (): PremiumBlock | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const over = this.attempt(() => this.SUBRULE(this.premiumLine))
    const headSpan = this.spanFrom(start)
    this.ACTION(() => this.expectBlock(word, 'its steps'))
    const items = this.OPTION(() => this.SUBRULE(this.stepBlock))
    return this.ACTION(() => {
      if (!over) return undefined
      const span = items ? this.spanFrom(start) : headSpan
      return { kind: 'premium', over, items: items ?? [], span }
    })
  })

  readonly premiumLine = this.RULE('premiumLine', (): Over => {
    this.CONSUME(t.Premium)
    this.CONSUME(t.Of)
    const over = this.SUBRULE(this.over)
    this.SUBRULE(this.endOfLine)
    return over
  })

  /** Steps on the sum of the premiums. */
  readonly totalBlock = this.RULE('totalBlock', (): TotalBlock | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const head = this.attempt(() => this.SUBRULE(this.totalLine))
    const headSpan = this.spanFrom(start)
    this.ACTION(() => this.expectBlock(word, 'its steps'))
    const items = this.OPTION(() => this.SUBRULE(this.stepBlock))
    return this.ACTION(() => {
      if (!head) return undefined
      return { kind: 'total', items: items ?? [], span: items ? this.spanFrom(start) : headSpan }
    })
  })

  readonly totalLine = this.RULE('totalLine', (): true => {
    this.CONSUME(t.Total)
    this.CONSUME(t.Of)
    this.CONSUME(t.Policy)
    this.SUBRULE(this.endOfLine)
    return true
  })

  readonly stepBlock = this.RULE('stepBlock', (): readonly PremiumItem[] => {
    const state = this.blockState()
    const items: PremiumItem[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.stepLines),
      DEF: () => {
        const item = this.choose<PremiumItem | undefined>([
          { ALT: () => this.SUBRULE(this.whenSteps) },
          { ALT: () => this.attempt(() => this.SUBRULE(this.step)) },
        ])
        if (item) items.push(item)
      },
    })
    this.CONSUME(t.Dedent)
    return items
  })

  readonly whenSteps = this.RULE('whenSteps', (): WhenSteps | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const when = this.attempt(() => this.SUBRULE(this.whenLine))
    this.ACTION(() => this.expectBlock(word, 'the steps that apply then'))
    const steps = this.OPTION(() => this.SUBRULE(this.stepBlock))
    const otherwise = this.OPTION2({
      GATE: () => this.isAt(2, t.Newline),
      DEF: () => {
        const otherwiseWord = this.CONSUME(t.Otherwise)
        this.SUBRULE(this.endOfLine)
        this.ACTION(() => this.expectBlock(otherwiseWord, 'the steps that apply else'))
        return this.OPTION3(() => this.SUBRULE2(this.stepBlock))
      },
    })
    return this.ACTION(() => {
      if (!when || !steps) return undefined
      const span = this.spanFrom(start)
      return { kind: 'when_steps', when, steps, ...present({ otherwise }), span }
    })
  })

  readonly whenLine = this.RULE('whenLine', (): Expr => {
    const when = this.SUBRULE(this.whenClause)
    this.SUBRULE(this.endOfLine)
    return when
  })

  readonly step = this.RULE('step', (): PremiumItem =>
    this.choose<PremiumItem>([
      {
        GATE: () => this.isAt(2, t.Every),
        ALT: () => this.SUBRULE(this.roundEveryStep),
      },
      { ALT: () => this.SUBRULE(this.roundStep) },
      { ALT: () => this.SUBRULE(this.arithmeticStep) },
    ])
  )

  readonly roundEveryStep = this.RULE('roundEveryStep', (): RoundEveryStep => {
    const start = this.startOffset()
    this.CONSUME(t.Round)
    this.CONSUME(t.Every)
    this.CONSUME(t.Step)
    this.CONSUME(t.Below)
    const rounding = this.SUBRULE(this.roundingTo)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'round_every', ...rounding, span }
  })

  readonly roundStep = this.RULE('roundStep', (): PremiumItem => {
    const start = this.startOffset()
    this.CONSUME(t.Round)
    const rounding = this.SUBRULE(this.roundingTo)
    const clauses = this.SUBRULE(this.stepClauses)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'round', ...rounding, ...clauses, span }
  })

  readonly arithmeticStep = this.RULE('arithmeticStep', (): PremiumItem => {
    const start = this.startOffset()
    const op = this.choose<StepOp>([
      { ALT: () => (this.CONSUME(t.Base), 'base') },
      { ALT: () => (this.CONSUME(t.Times), 'times') },
      { ALT: () => (this.CONSUME(t.PlusWord), 'plus') },
      { ALT: () => (this.CONSUME(t.MinusWord), 'minus') },
      { ALT: () => (this.CONSUME(t.Becomes), 'becomes') },
      { ALT: () => this.SUBRULE(this.boundWords) },
    ])
    const operand = this.SUBRULE(this.value)
    const clauses = this.SUBRULE(this.stepClauses)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'step', op, operand, ...clauses, span }
  })

  readonly stepClauses = this.RULE(
    'stepClauses',
    (): { when?: Expr; as?: Title; citation?: Citation } => {
      const when = this.OPTION(() => this.SUBRULE(this.whenClause))
      const as = this.OPTION2(() => {
        this.CONSUME(t.As)
        return this.SUBRULE(this.title)
      })
      const citation = this.OPTION3(() => this.SUBRULE(this.citation))
      return present({ when, as, citation })
    }
  )
}
