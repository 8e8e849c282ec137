import type { Choice, Ident } from './ast.ts'
import type {
  Confidence,
  CoverageDemand,
  DiscountRow,
  Factor,
  FeeCondition,
  LawRow,
  LawTerms,
  LesserFee,
  Outcome,
} from './law_ast.ts'
import { present } from './present.ts'
import { PlanParser } from './plan_parser.ts'
import * as t from './tokens.ts'

/** A row before its terms are read. */
export type Unfinished = LawRow extends infer Row
  ? Row extends LawRow
    ? Omit<Row, 'terms' | 'span'>
    : never
  : never

/** What one row of law says, kind by kind. */
export abstract class LawRowParser extends PlanParser {
  readonly forbidding = this.RULE('forbidding', (): Unfinished => {
    this.CONSUME(t.Forbid)
    const factors = this.SUBRULE(this.factors)
    const outcomes = this.OPTION(() => this.SUBRULE(this.outcomes))
    const through = this.OPTION2(() => {
      this.CONSUME(t.Except)
      this.CONSUME(t.Through)
      return this.SUBRULE(this.identList)
    })
    return { kind: 'forbid', factors, outcomes: outcomes ?? [], through: through ?? [] }
  })

  readonly factors = this.RULE('factors', (): readonly Factor[] => {
    const factors = [this.SUBRULE(this.factor)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      factors.push(this.SUBRULE2(this.factor))
    })
    return factors
  })

  readonly outcomes = this.RULE('outcomes', (): readonly Outcome[] => {
    this.CONSUME(t.In)
    const named = [this.SUBRULE(this.outcome)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      named.push(this.SUBRULE2(this.outcome))
    })
    return named
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
    const lesser: LesserFee[] = []
    this.MANY(() => {
      this.CONSUME(t.Comma)
      lesser.push(this.SUBRULE(this.lesserFee))
    })
    const when = this.OPTION4(() => this.SUBRULE(this.feeCondition))
    return { kind: 'fee', name, amount, ...present({ each, by, when }), optional, lesser }
  })

  readonly lesserFee = this.RULE('lesserFee', (): LesserFee => {
    const start = this.startOffset()
    const amount = this.SUBRULE(this.number)
    this.CONSUME(t.With)
    const answer = this.SUBRULE(this.ident)
    this.CONSUME(t.At)
    this.CONSUME(t.Most)
    const most = this.SUBRULE2(this.number)
    return { amount, answer, most, span: this.spanFrom(start) }
  })

  readonly feeCondition = this.RULE('feeCondition', (): FeeCondition => {
    const start = this.startOffset()
    this.CONSUME(t.When)
    const negated = this.OPTION(() => this.CONSUME(t.Not)) !== undefined
    return { name: this.SUBRULE(this.ident), negated, span: this.spanFrom(start) }
  })

  readonly asking = this.RULE('asking', (): Unfinished => {
    this.CONSUME(t.Ask)
    const factor = this.SUBRULE(this.factor)
    const choices = this.OPTION(() => {
      this.CONSUME(t.With)
      const named = [this.SUBRULE(this.choice)]
      this.MANY(() => {
        this.CONSUME(t.Comma)
        named.push(this.SUBRULE2(this.choice))
      })
      return named
    })
    const outcomes = this.OPTION2(() => this.SUBRULE(this.outcomes))
    return { kind: 'ask', factor, choices: choices ?? [], outcomes: outcomes ?? [] }
  })

  readonly discounting = this.RULE('discounting', (): Unfinished => {
    this.CONSUME(t.Discount)
    const whom = this.SUBRULE(this.discounted)
    const percent = this.OPTION(() => {
      this.CONSUME(t.At)
      this.CONSUME(t.Least)
      const least = this.SUBRULE(this.number)
      this.CONSUME(t.Percent)
      return least
    })
    this.CONSUME(t.By)
    const by = this.SUBRULE(this.factors)
    const years = this.OPTION2(() => {
      this.CONSUME(t.For)
      const number = this.SUBRULE2(this.number)
      this.CONSUME(t.Years)
      return number
    })
    return { kind: 'discount', ...whom, ...present({ percent, years }), by }
  })

  readonly discounted = this.RULE('discounted', (): Pick<DiscountRow, 'coverages' | 'but'> =>
    this.choose<Pick<DiscountRow, 'coverages' | 'but'>>([
      {
        GATE: () => this.isAt(1, t.Each),
        ALT: () => {
          this.CONSUME(t.Each)
          this.CONSUME(t.Coverage)
          const but = this.OPTION(() => {
            this.CONSUME(t.But)
            return this.SUBRULE(this.identList)
          })
          return { coverages: [], but: but ?? [] }
        },
      },
      { ALT: () => ({ coverages: this.SUBRULE2(this.identList), but: [] }) },
    ])
  )

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
