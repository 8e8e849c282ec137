import type {
  AdaptBlock,
  AskDecl,
  CoverageBlock,
  CoverageDecl,
  Ident,
  PlanFile,
  PlanItem,
  Title,
} from './ast.ts'
import { ExpectationParser } from './expectation_parser.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import { unquoted } from './token_words.ts'
import * as t from './tokens.ts'

type Header = Omit<PlanFile['header'], 'span'>

/** Plans: what a manual states, in the order of a manual. */
export abstract class PlanParser extends ExpectationParser {
  protected readonly planItems: PlanItem[] = []

  protected planHead: PlanFile['header'] | undefined

  private readonly planLines: BlockLines = {
    starts: () =>
      this.isAt(
        1,
        ...[t.Plan, t.Adapt, t.Table, t.Let, t.Constant, t.Assign, t.Rule, t.Discounts],
        ...[t.Premium, t.Total, t.Fee, t.Charge, t.Tax, t.Expect, t.Example],
        ...[t.Remove, t.Replace, t.Insert, t.Apply]
      ),
    words: [
      ...[
        'plan',
        'adapt',
        'table',
        'let',
        'constant',
        'assign',
        'rule',
        'discounts',
        'premium',
        'total',
        'fee',
        'charge',
        'tax',
        'expect',
        'example',
        'remove',
        'replace',
        'insert',
        'apply',
      ],
    ],
    what: '"table", "let", "rule" or another statement of a plan',
    isOutermost: true,
  }

  readonly planFile = this.RULE('planFile', (): void => {
    const state = this.blockState()
    this.MANY({
      GATE: () => this.hasLine(state, this.planLines),
      DEF: () => {
        const item = this.SUBRULE(this.planItem)
        this.ACTION(() => {
          if (item) this.planItems.push(item)
        })
      },
    })
  })

  readonly planItem = this.RULE('planItem', (): PlanItem | undefined =>
    this.choose<PlanItem | undefined>([
      { ALT: () => this.SUBRULE(this.planHeader) },
      { ALT: () => this.SUBRULE(this.adaptBlock) },
      { ALT: () => this.SUBRULE(this.tableDecl) },
      { ALT: () => this.SUBRULE(this.letDecl) },
      { ALT: () => this.SUBRULE(this.constantDecl) },
      { ALT: () => this.SUBRULE(this.assignBlock) },
      { ALT: () => this.SUBRULE(this.ruleDecl) },
      { ALT: () => this.SUBRULE(this.discountsBlock) },
      { ALT: () => this.SUBRULE(this.premiumBlock) },
      { ALT: () => this.SUBRULE(this.totalBlock) },
      { ALT: () => this.SUBRULE(this.feeDecl) },
      { ALT: () => this.SUBRULE(this.expectDecl) },
      { ALT: () => this.SUBRULE(this.exampleDecl) },
      { ALT: () => this.attempt(() => this.SUBRULE(this.removeDecl)) },
      { ALT: () => this.SUBRULE(this.stepsEdit) },
      { ALT: () => this.attempt(() => this.SUBRULE(this.applySteps)) },
    ])
  )

  readonly planHeader = this.RULE('planHeader', (): undefined => {
    const start = this.startOffset()
    const head = this.LA(1)
    const named = this.attempt(() => this.SUBRULE(this.planLine))
    const properties = this.OPTION(() => this.SUBRULE(this.headerBlock))
    this.ACTION(() => {
      if (this.planHead) this.reportTwice(head)
      this.planHead ??= { ...named, ...properties, span: this.spanFrom(start) }
    })
    return undefined
  })

  readonly planLine = this.RULE('planLine', (): { name: Ident; title?: Title } => {
    this.CONSUME(t.Plan)
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    this.SUBRULE(this.endOfLine)
    return { name, ...present({ title }) }
  })

  private readonly headerLines: BlockLines = {
    starts: () => this.isAt(1, t.Of, t.Extends, t.In, t.Version, t.Effective, t.Rounding),
    words: ['of', 'extends', 'in', 'version', 'effective', 'rounding'],
    what: '"of", "extends", "in", "version", "effective" or "rounding"',
    oncePerRun: true,
  }

  readonly headerBlock = this.RULE('headerBlock', (): Header => {
    const state = this.blockState()
    let header: Header = {}
    const seen = new Set<string>()
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.headerLines),
      DEF: () => {
        const word = this.LA(1)
        const property = this.attempt(() => this.SUBRULE(this.headerLine))
        this.ACTION(() => {
          if (seen.has(word.tokenType.name)) this.reportTwice(word)
          else header = { ...header, ...property }
          seen.add(word.tokenType.name)
        })
      },
    })
    this.CONSUME(t.Dedent)
    return header
  })

  readonly headerLine = this.RULE('headerLine', (): Header => {
    const property = this.choose<Header>([
      { ALT: () => (this.CONSUME(t.Of), { of: this.SUBRULE(this.ident) }) },
      { ALT: () => (this.CONSUME(t.Extends), { extends: this.SUBRULE3(this.ident) }) },
      { ALT: () => (this.CONSUME(t.In), { in: this.SUBRULE2(this.ident) }) },
      { ALT: () => (this.CONSUME(t.Version), { version: this.SUBRULE(this.versionText) }) },
      { ALT: () => (this.CONSUME(t.Effective), this.SUBRULE(this.effectiveDates)) },
      { ALT: () => (this.CONSUME(t.Rounding), { rounding: this.SUBRULE(this.roundingMode) }) },
    ])
    this.SUBRULE(this.endOfLine)
    return property
  })

  readonly versionText = this.RULE('versionText', (): Title => {
    const token = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(t.VersionText) },
        { ALT: () => this.CONSUME(t.NumberText) },
        { ALT: () => this.CONSUME(t.DateText) },
        { ALT: () => this.CONSUME(t.Text) },
        { ALT: () => this.CONSUME(t.Word) },
      ],
      ERR_MSG: 'a version such as 2026.1',
    })
    return this.ACTION(() => {
      const text = token.tokenType === t.Text ? unquoted(token.image) : token.image
      return { text, span: this.spanOf(token) }
    })
  })

  readonly effectiveDates = this.RULE('effectiveDates', (): Header => {
    this.CONSUME(t.New)
    this.CONSUME(t.Business)
    const newBusinessFrom = this.SUBRULE(this.date)
    const renewalsFrom = this.OPTION(() => {
      this.CONSUME(t.Comma)
      this.CONSUME(t.Renewals)
      return this.SUBRULE2(this.date)
    })
    return { newBusinessFrom, ...present({ renewalsFrom }) }
  })

  private readonly adaptLines: BlockLines = {
    starts: () => this.isAt(1, t.Word),
    words: [],
    what: 'a coverage, "coverage of" or "ask"',
  }

  readonly adaptBlock = this.RULE('adaptBlock', (): AdaptBlock | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const product = this.attempt(() => this.SUBRULE(this.adaptLine))
    const headSpan = this.spanFrom(start)
    this.ACTION(() => this.expectBlock(word, 'what the state changes'))
    const items = this.OPTION(() => this.SUBRULE(this.adaptList))
    return this.ACTION(() => {
      if (!product) return undefined
      const span = items ? this.spanFrom(start) : headSpan
      return { kind: 'adapt', product, items: items ?? [], span }
    })
  })

  readonly adaptLine = this.RULE('adaptLine', (): Ident => {
    this.CONSUME(t.Adapt)
    const product = this.SUBRULE(this.ident)
    this.SUBRULE(this.endOfLine)
    return product
  })

  readonly adaptList = this.RULE('adaptList', (): AdaptBlock['items'] => {
    const state = this.blockState()
    const items: (CoverageBlock | CoverageDecl | AskDecl)[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.adaptLines),
      DEF: () => {
        const item = this.choose<CoverageBlock | CoverageDecl | AskDecl | undefined>({
          MAX_LOOKAHEAD: 1,
          DEF: [
            {
              GATE: () => this.isCoverageBlock(),
              ALT: () => this.SUBRULE(this.coverageBlock),
              IGNORE_AMBIGUITIES: true,
            },
            {
              GATE: () => this.isAt(2, t.Word),
              ALT: () => this.attempt(() => this.SUBRULE(this.askDecl)),
              IGNORE_AMBIGUITIES: true,
            },
            {
              ALT: () => this.attempt(() => this.SUBRULE(this.coverageDecl)),
              IGNORE_AMBIGUITIES: true,
            },
          ],
        })
        if (item) items.push(item)
      },
    })
    this.CONSUME(t.Dedent)
    return items
  })

  readonly askDecl = this.RULE('askDecl', (): AskDecl => {
    const start = this.startOffset()
    this.CONSUME(t.Ask)
    const entity = this.SUBRULE(this.ident)
    const field = this.SUBRULE(this.fieldDecl)
    return { kind: 'ask', entity, field, span: this.spanFrom(start) }
  })
}
