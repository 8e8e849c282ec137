import type { IToken } from 'chevrotain'
import type {
  AdaptBlock,
  ApplySteps,
  AskDecl,
  AssignLine,
  CaseLine,
  CasesValue,
  Choice,
  Citation,
  ConstantDecl,
  CoverageBlock,
  CoverageDecl,
  DateLiteral,
  DiscountItem,
  DiscountsBlock,
  Ends,
  Expr,
  FeeDecl,
  Ident,
  LetDecl,
  Over,
  Period,
  PlanFile,
  PlanItem,
  PremiumBlock,
  PremiumItem,
  Ranking,
  RemovableKind,
  RemoveDecl,
  RoundEveryStep,
  RuleDecl,
  StepOp,
  StepsEdit,
  TableCell,
  TableColumn,
  TableDecl,
  TableKey,
  Title,
  TotalBlock,
  WhenSteps,
} from './ast.ts'
import { ExpectationParser } from './expectation_parser.ts'
import { present, unquoted, type BlockLines } from './line_parser.ts'
import * as t from './tokens.ts'

type Header = Omit<PlanFile['header'], 'span'>
type TableRow = NonNullable<TableDecl['rows']>[number]
type TableHead = Omit<TableDecl, 'rows' | 'span'>
type LetHead = Pick<LetDecl, 'name' | 'of' | 'citation'> & {
  readonly value?: Expr
  readonly choices?: readonly Choice[]
}
type RuleThen = RuleDecl['then']
type RuleLine =
  | { readonly kind: 'condition'; readonly word: IToken; readonly condition: Expr }
  | {
      readonly kind: 'then'
      readonly word: IToken
      readonly then: RuleThen
      readonly citation?: Citation
    }
type Combine = Pick<DiscountsBlock, 'combine' | 'atMost'>

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

  // ---- exceptions from a countrywide plan ----

  readonly removeDecl = this.RULE('removeDecl', (): RemoveDecl => {
    const start = this.startOffset()
    this.CONSUME(t.Remove)
    const removed = this.choose<Pick<RemoveDecl, 'what' | 'name'>>({
      DEF: [
        {
          ALT: () => {
            const what = this.SUBRULE(this.removableWord)
            return { what, name: this.SUBRULE(this.ident) }
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Step)
            const { text, span } = this.SUBRULE(this.title)
            return { what: 'step', name: { name: text, span } }
          },
        },
      ],
      ERR_MSG: '"table", "let", "rule", "fee", "discount", "step" or another named statement',
    })
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'remove', ...removed, span }
  })

  readonly removableWord = this.RULE('removableWord', (): RemovableKind =>
    this.choose<RemovableKind>([
      { ALT: () => (this.CONSUME(t.Table), 'table') },
      { ALT: () => (this.CONSUME(t.Let), 'let') },
      { ALT: () => (this.CONSUME(t.Constant), 'constant') },
      { ALT: () => (this.CONSUME(t.Assign), 'assign') },
      { ALT: () => (this.CONSUME(t.Rule), 'rule') },
      { ALT: () => (this.CONSUME(t.Fee), 'fee') },
      { ALT: () => (this.CONSUME(t.Charge), 'charge') },
      { ALT: () => (this.CONSUME(t.Tax), 'tax') },
      { ALT: () => (this.CONSUME(t.Discount), 'discount') },
    ])
  )

  readonly stepsEdit = this.RULE('stepsEdit', (): StepsEdit | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const head = this.attempt(() => this.SUBRULE(this.stepsEditLine))
    const headSpan = this.spanFrom(start)
    this.ACTION(() => this.expectBlock(word, 'its steps'))
    const items = this.OPTION(() => this.SUBRULE(this.stepBlock))
    return this.ACTION(() => {
      if (!head) return undefined
      const span = items ? this.spanFrom(start) : headSpan
      return { kind: 'edit_steps', ...head, items: items ?? [], span }
    })
  })

  readonly stepsEditLine = this.RULE('stepsEditLine', (): Pick<StepsEdit, 'edit' | 'step'> => {
    const edit = this.choose<StepsEdit['edit']>([
      { ALT: () => (this.CONSUME(t.Replace), 'replace') },
      {
        ALT: () => {
          this.CONSUME(t.Insert)
          return this.SUBRULE(this.direction)
        },
      },
    ])
    this.CONSUME(t.Step)
    const step = this.SUBRULE(this.title)
    this.SUBRULE(this.endOfLine)
    return { edit, step }
  })

  readonly applySteps = this.RULE('applySteps', (): ApplySteps => {
    const start = this.startOffset()
    this.CONSUME(t.Apply)
    const named = this.choose<Pick<ApplySteps, 'first' | 'last'>>([
      { ALT: () => (this.CONSUME(t.Step), { first: this.SUBRULE(this.title) }) },
      {
        ALT: () => {
          this.CONSUME(t.Steps)
          const first = this.SUBRULE2(this.title)
          this.CONSUME(t.To)
          return { first, last: this.SUBRULE3(this.title) }
        },
      },
    ])
    this.CONSUME(t.OnlyWord)
    this.CONSUME(t.When)
    const when = this.SUBRULE(this.expression)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'apply_steps', ...named, when, span }
  })

  // ---- header ----

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

  readonly date = this.RULE('date', (): DateLiteral => {
    const token = this.CONSUME(t.DateText)
    return { kind: 'date', text: token.image, span: this.spanOf(token) }
  })

  // ---- adaptation of the product ----

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
        const item = this.choose<CoverageBlock | CoverageDecl | AskDecl | undefined>([
          {
            GATE: () => this.isCoverageBlock(),
            ALT: () => this.SUBRULE(this.coverageBlock),
            IGNORE_AMBIGUITIES: true,
          },
          {
            ALT: () => this.attempt(() => this.SUBRULE(this.askDecl)),
            IGNORE_AMBIGUITIES: true,
          },
          {
            ALT: () => this.attempt(() => this.SUBRULE(this.coverageDecl)),
            IGNORE_AMBIGUITIES: true,
          },
        ])
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

  // ---- tables ----

  private readonly rowLines: BlockLines = {
    starts: () => this.isAt(1, t.CellPart, t.Bar),
    words: [],
    what: 'a row',
  }

  readonly tableDecl = this.RULE('tableDecl', (): TableDecl | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const head = this.attempt(() => this.SUBRULE(this.tableLine))
    const headSpan = this.spanFrom(start)
    const rows = this.OPTION(() => this.SUBRULE(this.rowBlock))
    return this.ACTION(() => {
      if (!head) return undefined
      if (head.file && rows) {
        const message = `Table "${head.name.name}" reads a file and has rows as well.`
        this.add('RATE138', head.file.span, message, 'keep one of the two.')
      } else if (!head.file && !rows) {
        this.expectBlock(word, 'its rows, or "read" with a file at its end,')
      }
      const span = rows ? this.spanFrom(start) : headSpan
      return { ...head, ...(head.file ? {} : { rows: rows ?? [] }), span }
    })
  })

  readonly tableLine = this.RULE('tableLine', (): TableHead => {
    this.CONSUME(t.Table)
    const name = this.SUBRULE(this.ident)
    this.CONSUME(t.By)
    const keys = [this.SUBRULE(this.tableKey)]
    this.MANY({
      GATE: () => !(this.isAt(2, t.ErrorWord) && this.isAt(3, t.Outside)),
      DEF: () => {
        this.CONSUME(t.Comma)
        keys.push(this.SUBRULE2(this.tableKey))
      },
    })
    const errorOutside = this.OPTION(() => {
      this.OPTION2(() => this.CONSUME2(t.Comma))
      this.CONSUME(t.ErrorWord)
      this.CONSUME(t.Outside)
      return true
    })
    const firstMatch = this.OPTION3(() => {
      this.OPTION4(() => this.CONSUME3(t.Comma))
      this.CONSUME(t.First)
      this.CONSUME(t.Match)
      return true
    })
    this.CONSUME(t.Gives)
    const gives = [this.SUBRULE(this.tableColumn)]
    this.MANY2(() => {
      this.CONSUME4(t.Comma)
      gives.push(this.SUBRULE2(this.tableColumn))
    })
    const file = this.OPTION5(() => {
      this.CONSUME(t.Read)
      return this.SUBRULE4(this.title)
    })
    const from = this.OPTION6(() => this.SUBRULE(this.fromClause))
    const citation = this.OPTION7(() => this.SUBRULE(this.citation))
    this.SUBRULE(this.endOfLine)
    return {
      kind: 'table',
      name,
      keys,
      errorOutside: errorOutside === true,
      firstMatch: firstMatch === true,
      gives,
      ...present({ file, from, citation }),
    }
  })

  readonly tableColumn = this.RULE('tableColumn', (): TableColumn => {
    const start = this.startOffset()
    const first = this.SUBRULE(this.ident)
    const second = this.OPTION({
      GATE: () => !this.isAt(1, t.Read) && !(this.isAt(1, t.From) && this.isAt(2, t.DateText)),
      DEF: () => this.SUBRULE2(this.ident),
    })
    const span = this.spanFrom(start)
    return second ? { name: first, type: second, span } : { type: first, span }
  })

  readonly tableKey = this.RULE('tableKey', (): TableKey => {
    const start = this.startOffset()
    let name = this.SUBRULE(this.ident)
    this.MANY(() => {
      this.CONSUME(t.Dot)
      name = this.SUBRULE2(this.ident)
    })
    const kind = this.OPTION((): Partial<TableKey> =>
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.In)
            const ofText = this.OPTION2(() => this.CONSUME(t.TextWord))
            this.CONSUME(t.Band)
            return ofText ? { inTextBand: true } : { inBand: true }
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Next)
            this.CONSUME(t.RowWord)
            this.CONSUME(t.Up)
            return { nextRowUp: true }
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Interpolated)
            return { ends: this.SUBRULE(this.ends) }
          },
        },
      ])
    )
    return {
      name,
      inBand: false,
      inTextBand: false,
      nextRowUp: false,
      ...kind,
      span: this.spanFrom(start),
    }
  })

  readonly ends = this.RULE('ends', (): Ends =>
    this.OR([
      {
        ALT: (): Ends => {
          this.CONSUME(t.Flat)
          this.SUBRULE(this.atEnds)
          return 'flat'
        },
      },
      {
        ALT: (): Ends => {
          this.CONSUME(t.Extended)
          this.SUBRULE2(this.atEnds)
          return 'extended'
        },
      },
      {
        ALT: (): Ends => {
          this.CONSUME(t.ErrorWord)
          this.CONSUME(t.Outside)
          return 'refused'
        },
      },
    ])
  )

  readonly atEnds = this.RULE('atEnds', () => {
    this.CONSUME(t.At)
    this.CONSUME(t.Ends)
  })

  readonly rowBlock = this.RULE('rowBlock', (): readonly TableRow[] => {
    const state = this.blockState()
    const rows: TableRow[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.rowLines),
      DEF: () => {
        const row = this.attempt(() => this.SUBRULE(this.row))
        if (row) rows.push(row)
      },
    })
    this.CONSUME(t.Dedent)
    return rows
  })

  readonly row = this.RULE('row', (): TableRow | undefined => {
    const start = this.startOffset()
    const first = this.LA(1)
    const cells = [this.SUBRULE(this.cell)]
    this.MANY(() => {
      this.CONSUME(t.Bar)
      cells.push(this.SUBRULE2(this.cell))
    })
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return this.ACTION(() => {
      if (cells.length > 1) return { cells, span }
      const help = 'write the keys and the value with "|" between them.'
      this.report(first, 'RATE135', 'A row of a table has "|" between its cells.', help, span)
      return undefined
    })
  })

  readonly cell = this.RULE('cell', (): TableCell => {
    const start = this.startOffset()
    const parts: IToken[] = []
    this.MANY(() => parts.push(this.CONSUME(t.CellPart)))
    return this.ACTION(() => {
      const [first] = parts
      if (first) return { text: cellText(parts), span: this.spanFrom(start) }
      // An empty cell stands right behind the bar before it.
      const { end } = this.spanFrom(start)
      return {
        text: '',
        span: { ...this.spanFrom(start), start: Math.min(start, end), end: Math.min(start, end) },
      }
    })
  })

  // ---- lets ----

  private readonly caseLines: BlockLines = {
    starts: () => !this.isAt(1, t.Newline),
    words: [],
    what: 'a value with its "when", or with "otherwise"',
  }

  readonly letDecl = this.RULE('letDecl', (): LetDecl | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const head = this.attempt(() => this.SUBRULE(this.letLine))
    const headSpan = this.spanFrom(start)
    this.ACTION(() => {
      if (head && !head.value) this.expectBlock(word, 'its cases, or "=" and its value,')
    })
    const cases = this.OPTION({
      GATE: () => !head?.value,
      DEF: () => this.SUBRULE(this.caseBlock),
    })
    return this.ACTION(() => {
      if (!head) return undefined
      const { value, choices, ...named } = head
      if (value) return { kind: 'let', ...named, value, span: headSpan }
      const span = this.spanFrom(start)
      const listed: CasesValue = {
        kind: 'cases',
        ...present({ choices }),
        cases: cases ?? [],
        span,
      }
      return { kind: 'let', ...named, value: listed, span }
    })
  })

  readonly letLine = this.RULE('letLine', (): LetHead => {
    this.CONSUME(t.Let)
    const name = this.SUBRULE(this.ident)
    const of = this.OPTION(() => {
      this.CONSUME(t.Of)
      return this.SUBRULE(this.identList)
    })
    const defined = this.OPTION2(() =>
      this.choose<Pick<LetHead, 'value' | 'choices'>>([
        { ALT: () => (this.CONSUME(t.Equals), { value: this.SUBRULE(this.value) }) },
        {
          ALT: () => {
            this.CONSUME(t.Is)
            this.CONSUME(t.One)
            this.CONSUME2(t.Of)
            return { choices: this.SUBRULE(this.choiceList) }
          },
        },
      ])
    )
    const citation = this.OPTION3(() => this.SUBRULE(this.citation))
    this.SUBRULE(this.endOfLine)
    return { name, of: of ?? [], ...defined, ...present({ citation }) }
  })

  readonly caseBlock = this.RULE('caseBlock', (): readonly CaseLine[] => {
    const state = this.blockState()
    const cases: CaseLine[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.caseLines),
      DEF: () => {
        const line = this.attempt(() => this.SUBRULE(this.caseLine))
        if (line) cases.push(line)
      },
    })
    this.CONSUME(t.Dedent)
    return cases
  })

  readonly caseLine = this.RULE('caseLine', (): CaseLine => {
    const start = this.startOffset()
    const value = this.SUBRULE(this.value)
    const when = this.choose<Expr | undefined>({
      DEF: [
        { ALT: () => this.SUBRULE(this.whenClause) },
        { ALT: () => (this.CONSUME(t.Otherwise), undefined) },
      ],
      ERR_MSG: '"when" with a condition, or "otherwise"',
    })
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { value, ...present({ when }), span }
  })

  // ---- constants ----

  readonly constantDecl = this.RULE('constantDecl', (): ConstantDecl | undefined =>
    this.attempt(() => this.SUBRULE(this.constantLine))
  )

  readonly constantLine = this.RULE('constantLine', (): ConstantDecl => {
    const start = this.startOffset()
    this.CONSUME(t.Constant)
    const name = this.SUBRULE(this.ident)
    const value = this.SUBRULE(this.additive)
    const from = this.OPTION(() => this.SUBRULE(this.fromClause))
    const citation = this.OPTION2(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'constant', name, value, ...present({ from, citation }), span }
  })

  readonly fromClause = this.RULE('fromClause', (): DateLiteral => {
    this.CONSUME(t.From)
    return this.SUBRULE(this.date)
  })

  // ---- assignments ----

  private readonly assignLines: BlockLines = {
    starts: () => this.isAt(1, t.Rank, t.Ties) || (this.isAt(1, t.Word) && this.isAt(2, t.Left)),
    words: ['rank', 'ties'],
    what: '"rank", "ties" or what becomes of one "left over"',
    oncePerRun: true,
  }

  readonly assignBlock = this.RULE('assignBlock', (): LetDecl | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const head = this.attempt(() => this.SUBRULE(this.assignHead))
    this.ACTION(() =>
      this.expectBlock(word, 'how both are ranked, and what becomes of those left over')
    )
    const lines = this.OPTION(() => this.SUBRULE(this.assignList))
    return this.ACTION(() => {
      if (!head || !lines) return undefined
      const span = this.spanFrom(start)
      return { kind: 'let', ...head, value: { kind: 'assign', lines, span }, span }
    })
  })

  readonly assignHead = this.RULE('assignHead', (): Pick<LetDecl, 'name' | 'of' | 'citation'> => {
    this.CONSUME(t.Assign)
    const name = this.SUBRULE(this.ident)
    this.CONSUME(t.To)
    this.CONSUME(t.Each)
    const entity = this.SUBRULE2(this.ident)
    const citation = this.OPTION(() => this.SUBRULE(this.citation))
    this.SUBRULE(this.endOfLine)
    return { name, of: [entity], ...present({ citation }) }
  })

  readonly assignList = this.RULE('assignList', (): readonly AssignLine[] => {
    const state = this.blockState()
    const lines: AssignLine[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.assignLines),
      DEF: () => {
        const line = this.attempt(() =>
          this.choose<AssignLine>([
            {
              GATE: () => this.isAt(2, t.Left),
              ALT: () => this.SUBRULE(this.leftOverLine),
              IGNORE_AMBIGUITIES: true,
            },
            { ALT: () => this.SUBRULE(this.rankLine), IGNORE_AMBIGUITIES: true },
            { ALT: () => this.SUBRULE(this.tiesLine), IGNORE_AMBIGUITIES: true },
          ])
        )
        if (line) lines.push(line)
      },
    })
    this.CONSUME(t.Dedent)
    return lines
  })

  readonly rankLine = this.RULE('rankLine', (): AssignLine => {
    const start = this.startOffset()
    this.CONSUME(t.Rank)
    const entity = this.SUBRULE(this.ident)
    this.CONSUME(t.By)
    const by = [this.SUBRULE(this.ranking)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      by.push(this.SUBRULE2(this.ranking))
    })
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'rank', entity, by, span }
  })

  readonly ranking = this.RULE('ranking', (): Ranking => {
    const start = this.startOffset()
    const by = this.SUBRULE(this.additive)
    const first = this.SUBRULE(this.highestOrLowest)
    this.CONSUME(t.First)
    return { by, first, span: this.spanFrom(start) }
  })

  readonly highestOrLowest = this.RULE('highestOrLowest', (): Ranking['first'] =>
    this.choose<Ranking['first']>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Highest), 'highest') },
        { ALT: () => (this.CONSUME(t.Lowest), 'lowest') },
      ],
      ERR_MSG: '"highest" or "lowest"',
    })
  )

  readonly tiesLine = this.RULE('tiesLine', (): AssignLine => {
    const start = this.startOffset()
    this.CONSUME(t.Ties)
    this.CONSUME(t.In)
    this.CONSUME(t.Order)
    this.CONSUME(t.Of)
    this.CONSUME(t.Entry)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'ties', span }
  })

  readonly leftOverLine = this.RULE('leftOverLine', (): AssignLine => {
    const start = this.startOffset()
    const entity = this.SUBRULE(this.ident)
    this.CONSUME(t.Left)
    this.CONSUME(t.OverWord)
    const takes = this.choose<Extract<AssignLine, { kind: 'left_over' }>['takes']>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Takes), this.SUBRULE(this.taken)) },
        {
          ALT: () => {
            this.CONSUME(t.Is)
            this.CONSUME(t.Not)
            this.CONSUME(t.Assigned)
            return undefined
          },
        },
      ],
      ERR_MSG: '"takes" or "is not assigned"',
    })
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'left_over', entity, ...present({ takes }), span }
  })

  readonly taken = this.RULE('taken', (): { readonly entity: Ident; readonly with?: Ranking } =>
    this.choose<{ readonly entity: Ident; readonly with?: Ranking }>({
      DEF: [
        { ALT: () => (this.CONSUME(t.No), { entity: this.SUBRULE(this.ident) }) },
        {
          ALT: () => {
            this.CONSUME(t.The)
            const entity = this.SUBRULE2(this.ident)
            this.CONSUME(t.With)
            this.CONSUME2(t.The)
            const start = this.startOffset()
            const first = this.SUBRULE(this.highestOrLowest)
            const by = this.SUBRULE(this.additive)
            return { entity, with: { by, first, span: this.spanFrom(start) } }
          },
        },
      ],
      ERR_MSG: '"the" or "no"',
    })
  )

  readonly period = this.RULE('period', (): Period => {
    const from = this.OPTION(() => this.SUBRULE(this.fromClause))
    const until = this.OPTION2(() => {
      this.CONSUME(t.Until)
      return this.SUBRULE(this.date)
    })
    return present({ from, until })
  })

  // ---- rules ----

  private readonly ruleLines: BlockLines = {
    starts: () => this.isAt(1, t.When, t.And, t.Or, t.Then),
    words: ['when', 'and', 'or', 'then'],
    what: '"when", "and", "or" or "then"',
    oncePerRun: true,
  }

  readonly ruleDecl = this.RULE('ruleDecl', (): RuleDecl | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const before = this.problemCount
    const head = this.attempt(() => this.SUBRULE(this.ruleLine))
    this.ACTION(() => this.expectBlock(word, 'its "when" and "then"'))
    const block = this.OPTION(() => this.SUBRULE(this.ruleBlock))
    return this.ACTION(() => {
      if (!block) return undefined
      const lines = block
      const isWhole = this.problemCount === before && !this.isLostLineNext()
      const then = lines.find((line) => line.kind === 'then')
      const when = this.conditionOf(lines)
      if (head && isWhole && !when) this.reportLacking(head.name, '"when"')
      if (head && isWhole && !then) this.reportLacking(head.name, '"then"')
      if (!head || !when || !then) return undefined
      const citation = then.citation ?? head.citation
      const { name, title, from, until } = head
      const optional = present({ title, citation, from, until })
      return { kind: 'rule', name, ...optional, when, then: then.then, span: this.spanFrom(start) }
    })
  })

  protected reportLacking(name: Ident, what: string): void {
    this.add('RATE137', name.span, `"${name.name}" lacks its ${what}.`)
  }

  readonly ruleLine = this.RULE(
    'ruleLine',
    (): { name: Ident; title?: Title; citation?: Citation } & Period => {
      this.CONSUME(t.Rule)
      const name = this.SUBRULE(this.ident)
      const title = this.OPTION(() => this.SUBRULE(this.title))
      const period = this.SUBRULE(this.period)
      const citation = this.OPTION2(() => this.SUBRULE(this.citation))
      this.SUBRULE(this.endOfLine)
      return { name, ...period, ...present({ title, citation }) }
    }
  )

  readonly ruleBlock = this.RULE('ruleBlock', (): readonly RuleLine[] => {
    const state = this.blockState()
    const lines: RuleLine[] = []
    let isRepeated = false
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.ruleLines),
      DEF: () => {
        const line = this.attempt(() =>
          this.choose<RuleLine>([
            { ALT: () => this.SUBRULE(this.conditionLine) },
            { ALT: () => this.SUBRULE(this.thenLine) },
          ])
        )
        if (!line) return
        if (this.RECORDING_PHASE || !this.isRepeated(line, lines)) lines.push(line)
        else if (!isRepeated) {
          // What follows is as little news: most probably the head of another rule is lost.
          isRepeated = true
          this.reportTwice(line.word)
        }
      },
    })
    this.CONSUME(t.Dedent)
    return lines
  })

  private isRepeated(line: RuleLine, before: readonly RuleLine[]): boolean {
    return (
      (line.word.tokenType === t.When || line.word.tokenType === t.Then) &&
      before.some((other) => other.word.tokenType === line.word.tokenType)
    )
  }

  readonly conditionLine = this.RULE('conditionLine', (): RuleLine => {
    const word = this.OR([
      { ALT: () => this.CONSUME(t.When) },
      { ALT: () => this.CONSUME(t.And) },
      { ALT: () => this.CONSUME(t.Or) },
    ])
    const condition = this.SUBRULE(this.expression)
    this.SUBRULE(this.endOfLine)
    return { kind: 'condition', word, condition }
  })

  /** Conditions on lines of their own are one condition, as those on one line are. */
  private conditionOf(lines: readonly RuleLine[]): Expr | undefined {
    const conditions = lines.filter((line) => line.kind === 'condition')
    const [first, ...rest] = conditions
    const last = rest.at(-1)
    if (!first || !last) return first?.condition
    const kind = rest[0]?.word.tokenType === t.Or ? 'or' : 'and'
    const words = rest.map((line) => line.word)
    const mixed =
      words.find((word) => word.tokenType !== words[0]?.tokenType) ??
      (conditions.some(({ condition }) => isOther(condition, kind)) ? words[0] : undefined)
    if (mixed) this.reportMixed(mixed)
    const operands = conditions.flatMap(({ condition }) =>
      condition.kind === kind ? condition.operands : [condition]
    )
    const span = { ...first.condition.span, end: last.condition.span.end }
    return { kind, operands, span }
  }

  readonly thenLine = this.RULE('thenLine', (): RuleLine => {
    const start = this.startOffset()
    const word = this.CONSUME(t.Then)
    const action = this.choose<Pick<RuleThen, 'action' | 'to'>>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Decline), { action: 'decline' }) },
        { ALT: () => (this.CONSUME(t.Require), { action: 'require' }) },
        {
          ALT: () => {
            this.CONSUME(t.Refer)
            const to = this.OPTION(() => {
              this.CONSUME(t.To)
              return this.SUBRULE(this.ident)
            })
            return { action: 'refer', ...present({ to }) }
          },
        },
      ],
      ERR_MSG: '"decline", "refer" or "require"',
    })
    const reason = this.SUBRULE(this.title)
    const span = this.spanFrom(start)
    const citation = this.OPTION2(() => this.SUBRULE(this.citation))
    this.SUBRULE(this.endOfLine)
    return { kind: 'then', word, then: { ...action, reason, span }, ...present({ citation }) }
  })

  // ---- what a block repeats over ----

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

  // ---- discounts ----

  private readonly discountLines: BlockLines = {
    starts: () => this.isAt(1, t.Word) && !this.isStep(),
    words: ['combine'],
    what: 'a discount',
    oncePerRun: true,
  }

  /** A step among discounts has lost the head of its premium; a discount may have its name, though. */
  private isStep(): boolean {
    const isStepWord = this.isAt(
      1,
      ...[t.Base, t.Times, t.PlusWord, t.MinusWord, t.Becomes, t.At, t.Round]
    )
    const isDiscount =
      this.isAt(2, t.Text) || (this.isAt(2, t.NumberText) && this.isAt(3, t.Percent))
    return isStepWord && !isDiscount
  }

  readonly discountsBlock = this.RULE('discountsBlock', (): DiscountsBlock | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const before = this.problemCount
    const head = this.attempt(() => this.SUBRULE(this.discountsLine))
    this.ACTION(() => this.expectBlock(word, '"combine by" and its discounts'))
    const inside = this.OPTION(() => this.SUBRULE(this.discountList))
    return this.ACTION(() => {
      if (!head || !inside) return undefined
      if (!inside.combine && this.problemCount === before && !this.isLostLineNext()) {
        this.add('RATE137', this.spanOf(word), 'These discounts lack their "combine by".')
      }
      const { combine = { combine: 'sum' }, items } = inside
      return { kind: 'discounts', ...head, ...combine, items, span: this.spanFrom(start) }
    })
  })

  readonly discountsLine = this.RULE('discountsLine', (): { over: Over; citation?: Citation } => {
    this.CONSUME(t.Discounts)
    this.OPTION(() => this.CONSUME(t.Of))
    const over = this.SUBRULE(this.over)
    const citation = this.OPTION2(() => this.SUBRULE(this.citation))
    this.SUBRULE(this.endOfLine)
    return { over, ...present({ citation }) }
  })

  readonly discountList = this.RULE(
    'discountList',
    (): {
      combine?: Combine
      items: readonly DiscountItem[]
    } => {
      const state = this.blockState()
      const items: DiscountItem[] = []
      let combine: Combine | undefined
      this.CONSUME(t.Indent)
      this.MANY({
        GATE: () => this.hasLine(state, this.discountLines),
        DEF: () =>
          this.OR([
            {
              GATE: () => this.isAt(2, t.By),
              ALT: () => {
                const word = this.LA(1)
                const read = this.attempt(() => this.SUBRULE(this.combineLine))
                this.ACTION(() => {
                  if (read && combine) this.reportTwice(word)
                  combine ??= read
                })
              },
              IGNORE_AMBIGUITIES: true,
            },
            {
              ALT: () => {
                const item = this.attempt(() => this.SUBRULE(this.discountItem))
                if (item) items.push(item)
              },
              IGNORE_AMBIGUITIES: true,
            },
          ]),
      })
      this.CONSUME(t.Dedent)
      return { ...present({ combine }), items }
    }
  )

  readonly combineLine = this.RULE('combineLine', (): Combine => {
    this.CONSUME(t.Combine)
    this.CONSUME(t.By)
    const combine = this.choose<Combine['combine']>({
      DEF: [
        { ALT: () => (this.CONSUME(t.Sum), 'sum') },
        { ALT: () => (this.CONSUME(t.Product), 'product') },
      ],
      ERR_MSG: '"sum" or "product"',
    })
    const atMost = this.OPTION(() => {
      this.CONSUME(t.Comma)
      this.CONSUME(t.At)
      this.CONSUME(t.Most)
      return this.SUBRULE(this.additive)
    })
    this.SUBRULE(this.endOfLine)
    return { combine, ...present({ atMost }) }
  })

  readonly discountItem = this.RULE('discountItem', (): DiscountItem => {
    const start = this.startOffset()
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    const percent = this.SUBRULE(this.additive)
    const when = this.OPTION2(() => this.SUBRULE(this.whenClause))
    const period = this.SUBRULE(this.period)
    const citation = this.OPTION3(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { name, percent, ...period, ...present({ title, when, citation }), span }
  })

  readonly whenClause = this.RULE('whenClause', (): Expr => {
    this.CONSUME(t.When)
    return this.SUBRULE(this.expression)
  })

  // ---- premium ----

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

  // ---- fees ----

  readonly feeDecl = this.RULE('feeDecl', (): FeeDecl | undefined =>
    this.attempt(() => this.SUBRULE(this.feeLine))
  )

  readonly feeLine = this.RULE('feeLine', (): FeeDecl => {
    const start = this.startOffset()
    const charged = this.choose<FeeDecl['charged']>([
      { ALT: () => (this.CONSUME(t.Fee), 'fee') },
      { ALT: () => (this.CONSUME(t.Charge), 'charge') },
      { ALT: () => (this.CONSUME(t.Tax), 'tax') },
    ])
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    const amount = this.SUBRULE(this.additive)
    const each = this.OPTION2(() => {
      this.CONSUME(t.Each)
      return this.SUBRULE2(this.ident)
    })
    const by = this.OPTION3(() => {
      this.CONSUME(t.By)
      return this.SUBRULE3(this.ident)
    })
    const rounded = this.OPTION4(() => {
      this.OPTION7(() => this.CONSUME(t.Comma))
      this.CONSUME(t.Rounded)
      return this.SUBRULE(this.roundingTo)
    })
    const when = this.OPTION5(() => this.SUBRULE(this.whenClause))
    const period = this.SUBRULE(this.period)
    const citation = this.OPTION6(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    const optional = present({ title, each, by, rounded, when, citation })
    return { kind: 'fee', charged, name, amount, ...period, ...optional, span }
  })
}

/** Whether a condition joins by the other word than `kind`, without brackets around it. */
function isOther(condition: Expr, kind: 'and' | 'or'): boolean {
  return (condition.kind === 'and' || condition.kind === 'or') && condition.kind !== kind
}

/** The words of a cell with single spaces, and none where none belongs. */
function cellText(parts: readonly IToken[]): string {
  let text = ''
  let end = 0
  for (const part of parts) {
    const touches = text === '' || part.startOffset === end
    text += touches ? part.image : ` ${part.image}`
    end = part.startOffset + part.image.length
  }
  return text
}
