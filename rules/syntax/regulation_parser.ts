import type { Choice, Ident } from './ast.ts'
import type {
  Confidence,
  CoverageDemand,
  Factor,
  LawRow,
  LawTerms,
  Outcome,
  RegulationHeader,
} from './law_ast.ts'
import { present, type BlockLines } from './line_parser.ts'
import { PlanParser } from './plan_parser.ts'
import * as t from './tokens.ts'

/** Regulations: the law of a state, a row each. */
export abstract class RegulationParser extends PlanParser {
  protected readonly lawRows: LawRow[] = []
  protected lawHead: RegulationHeader | undefined

  private readonly lawLines: BlockLines = {
    starts: () => this.isAt(1, t.Regulation, t.Forbid, t.Require, t.Offer, t.Fee, t.Notice),
    words: ['regulation', 'forbid', 'require', 'offer', 'fee', 'notice'],
    what: '"forbid", "require", "offer", "fee" or "notice"',
    isOutermost: true,
  }

  readonly regulationFile = this.RULE('regulationFile', (): void => {
    const state = this.blockState()
    this.MANY({
      GATE: () => this.hasLine(state, this.lawLines),
      DEF: () => {
        const row = this.choose<LawRow | undefined>([
          { ALT: () => this.SUBRULE(this.regulationHead) },
          { ALT: () => this.attempt(() => this.SUBRULE(this.lawRow)) },
        ])
        this.ACTION(() => {
          if (row) this.lawRows.push(row)
        })
      },
    })
  })

  readonly regulationHead = this.RULE('regulationHead', (): undefined => {
    const word = this.LA(1)
    const head = this.attempt(() => this.SUBRULE(this.regulationLine))
    this.ACTION(() => {
      if (this.lawHead) this.reportTwice(word)
      this.lawHead ??= head
    })
    return undefined
  })

  readonly regulationLine = this.RULE('regulationLine', (): RegulationHeader => {
    const start = this.startOffset()
    this.CONSUME(t.Regulation)
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    this.CONSUME(t.Of)
    const of = this.SUBRULE2(this.ident)
    this.CONSUME(t.In)
    const state = this.SUBRULE3(this.ident)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { name, ...present({ title }), of, in: state, span }
  })

  readonly lawRow = this.RULE('lawRow', (): LawRow => {
    const start = this.startOffset()
    const word = this.LA(1)
    const said = this.choose<Unfinished>([
      { ALT: () => this.SUBRULE(this.forbidding) },
      { ALT: () => this.SUBRULE(this.requiring) },
      { ALT: () => this.SUBRULE(this.offering) },
      { ALT: () => this.SUBRULE(this.charging) },
      { ALT: () => this.SUBRULE(this.noticing) },
    ])
    const terms = this.SUBRULE(this.lawTerms)
    const span = this.spanFrom(start)
    this.ACTION(() => {
      const lacking = [
        ...(terms.confidence ? [] : ['its confidence']),
        ...(terms.citation ? [] : ['its citation']),
      ]
      if (lacking.length === 0 || !this.isNext(t.Newline)) return
      const help =
        'end the row with "confidence high", "medium" or "low", and with its source in brackets.'
      this.report(word, 'RATE137', `This row of law lacks ${lacking.join(' and ')}.`, help)
    })
    this.SUBRULE(this.endOfLine)
    return { ...said, terms, span }
  })

  readonly forbidding = this.RULE('forbidding', (): Unfinished => {
    this.CONSUME(t.Forbid)
    const factors = [this.SUBRULE(this.factor)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      factors.push(this.SUBRULE2(this.factor))
    })
    const outcomes = this.OPTION(() => {
      this.CONSUME(t.In)
      const named = [this.SUBRULE(this.outcome)]
      this.MANY2(() => {
        this.CONSUME2(t.Comma)
        named.push(this.SUBRULE2(this.outcome))
      })
      return named
    })
    const through = this.OPTION2(() => {
      this.CONSUME(t.Except)
      this.CONSUME(t.Through)
      return this.SUBRULE(this.identList)
    })
    return { kind: 'forbid', factors, outcomes: outcomes ?? [], through: through ?? [] }
  })

  readonly outcome = this.RULE('outcome', (): Outcome =>
    this.choose<Outcome>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Premiums), 'premiums') },
        { ALT: () => (this.CONSUME(t.Fees), 'fees') },
        { ALT: () => (this.CONSUME(t.Decisions), 'decisions') },
      ],
      ERR_MSG: '"premiums", "fees" or "decisions"',
    })
  )

  readonly factor = this.RULE('factor', (): Factor => {
    const start = this.startOffset()
    const first = this.SUBRULE(this.ident)
    const second = this.OPTION((): Ident => {
      this.CONSUME(t.Dot)
      return this.SUBRULE2(this.ident)
    })
    const span = this.spanFrom(start)
    return second ? { entity: first, name: second, span } : { name: first, span }
  })

  readonly requiring = this.RULE('requiring', (): Unfinished => {
    this.CONSUME(t.Require)
    return { kind: 'require', demand: this.SUBRULE(this.coverageDemand) }
  })

  readonly offering = this.RULE('offering', (): Unfinished => {
    this.CONSUME(t.Offer)
    const demand = this.SUBRULE(this.coverageDemand)
    const rejectedBy = this.OPTION(() => {
      this.CONSUME(t.Comma)
      this.CONSUME(t.Rejected)
      this.CONSUME(t.In)
      this.CONSUME(t.Writing)
      this.CONSUME(t.By)
      return this.SUBRULE(this.factor)
    })
    return { kind: 'offer', demand, ...present({ rejectedBy }) }
  })

  readonly coverageDemand = this.RULE('coverageDemand', (): CoverageDemand => {
    const start = this.startOffset()
    const coverage = this.SUBRULE(this.ident)
    const limit = this.OPTION((): { readonly term: Ident; readonly least: Choice } => {
      this.CONSUME(t.With)
      const term = this.SUBRULE2(this.ident)
      this.CONSUME(t.At)
      this.CONSUME(t.Least)
      return { term, least: this.SUBRULE(this.choice) }
    })
    return { coverage, ...limit, span: this.spanFrom(start) }
  })

  readonly charging = this.RULE('charging', (): Unfinished => {
    this.CONSUME(t.Fee)
    const name = this.SUBRULE(this.ident)
    const amount = this.SUBRULE(this.number)
    const each = this.OPTION(() => {
      this.CONSUME(t.Each)
      return this.SUBRULE2(this.ident)
    })
    const by = this.OPTION2(() => {
      this.CONSUME(t.By)
      return this.SUBRULE3(this.ident)
    })
    const optional = this.OPTION3(() => this.CONSUME(t.Optional)) !== undefined
    return { kind: 'fee', name, amount, ...present({ each, by }), optional }
  })

  readonly noticing = this.RULE('noticing', (): Unfinished => {
    this.CONSUME(t.Notice)
    return { kind: 'notice', text: this.SUBRULE(this.title) }
  })

  readonly lawTerms = this.RULE('lawTerms', (): LawTerms => {
    const start = this.startOffset()
    const from = this.OPTION(() => {
      this.CONSUME(t.From)
      return this.SUBRULE(this.date)
    })
    const until = this.OPTION2(() => {
      this.CONSUME(t.Until)
      return this.SUBRULE2(this.date)
    })
    const confidence = this.OPTION3(() => {
      this.CONSUME(t.Confidence)
      return this.SUBRULE(this.confidence)
    })
    const citation = this.OPTION4(() => this.SUBRULE(this.citation))
    return { ...present({ from, until, confidence, citation }), span: this.spanFrom(start) }
  })

  readonly confidence = this.RULE('confidence', (): Confidence =>
    this.choose<Confidence>({
      DEF: [
        { ALT: () => (this.CONSUME(t.High), 'high') },
        { ALT: () => (this.CONSUME(t.Medium), 'medium') },
        { ALT: () => (this.CONSUME(t.Low), 'low') },
      ],
      ERR_MSG: '"high", "medium" or "low"',
    })
  )
}

/** A row before its terms are read. */
type Unfinished = LawRow extends infer Row
  ? Row extends LawRow
    ? Omit<Row, 'terms' | 'span'>
    : never
  : never
