import type { IToken } from 'chevrotain'
import type {
  Assumption,
  AssumeBlock,
  Choice,
  CoverageBlock,
  CoverageDecl,
  CoverageTerm,
  EntityDecl,
  Expr,
  FieldDecl,
  FieldFlag,
  FieldType,
  Ident,
  NumberLiteral,
  ProductCheck,
  ProductFile,
  Title,
} from './ast.ts'
import { ExpressionParser } from './expression_parser.ts'
import { present, type BlockLines } from './line_parser.ts'
import * as t from './tokens.ts'

type ProductItem = ProductFile['items'][number]
type CoverageClause =
  | { readonly kind: 'term'; readonly term: CoverageTerm }
  | { readonly kind: 'presence'; readonly presence: 'optional' | 'required' }
  | { readonly kind: 'needs'; readonly needs: readonly Ident[] }

/** Words that would otherwise be taken for the last choice of a list, where a comma is misplaced. */
const neverChoices = [t.Optional, t.Required, t.Sensitive, t.Private, t.Needs]

export interface ProductParts {
  readonly name?: Ident
  readonly title?: Title
  readonly currency?: Ident
  readonly items: readonly ProductItem[]
}

/** Products: the shape of a risk. What a plan shares with them (fields, coverages) is here too. */
export abstract class ProductParser extends ExpressionParser {
  protected readonly productItems: ProductItem[] = []
  protected productHead: { name?: Ident; title?: Title; currency?: Ident } | undefined

  private readonly productLines: BlockLines = {
    starts: () =>
      this.isAt(1, t.Product) ||
      this.isCoverageBlock() ||
      this.isNext(t.Assume, t.For) ||
      this.isEntityHead() ||
      this.isCheck(),
    words: ['product', 'coverage', 'check', 'assume'],
    what: 'an entity, "coverage of", "check" or "assume for a quick quote"',
    isOutermost: true,
  }

  protected isCoverageBlock(): boolean {
    return this.isNext(t.Coverage, t.Of)
  }

  protected isCheck(): boolean {
    return this.isAt(1, t.Check) && !this.isAt(2, t.Newline)
  }

  private isEntityHead(): boolean {
    if (!this.isAt(1, t.Word)) return false
    return this.isAt(2, t.Newline) || (this.isAt(2, t.NumberText) && !this.isAt(3, t.Newline))
  }

  readonly productFile = this.RULE('productFile', (): void => {
    const state = this.blockState()
    this.MANY({
      GATE: () => this.hasLine(state, this.productLines),
      DEF: () => {
        const item = this.SUBRULE(this.productItem)
        this.ACTION(() => {
          if (item) this.productItems.push(item)
        })
      },
    })
  })

  readonly productItem = this.RULE('productItem', (): ProductItem | undefined =>
    this.choose<ProductItem | undefined>([
      {
        GATE: () => !this.isEntityHead(),
        ALT: () => this.SUBRULE(this.productHeader),
        IGNORE_AMBIGUITIES: true,
      },
      {
        GATE: () => this.isCoverageBlock(),
        ALT: () => this.SUBRULE(this.coverageBlock),
        IGNORE_AMBIGUITIES: true,
      },
      {
        GATE: () => !this.isEntityHead(),
        ALT: () => this.SUBRULE(this.productCheck),
        IGNORE_AMBIGUITIES: true,
      },
      {
        GATE: () => !this.isEntityHead(),
        ALT: () => this.SUBRULE(this.assumeBlock),
        IGNORE_AMBIGUITIES: true,
      },
      { ALT: () => this.SUBRULE(this.entityDecl), IGNORE_AMBIGUITIES: true },
    ])
  )

  // ---- header ----

  readonly productHeader = this.RULE('productHeader', (): undefined => {
    const head = this.LA(1)
    const named = this.attempt(() => this.SUBRULE(this.productLine))
    const currency = this.OPTION(() => this.SUBRULE(this.currencyBlock))
    this.ACTION(() => {
      if (this.productHead) this.reportTwice(head)
      this.productHead ??= { ...named, ...present({ currency }) }
    })
    return undefined
  })

  protected reportTwice(token: IToken, what = `"${token.image}"`): void {
    this.add('RATE138', this.spanOf(token), `${what} is stated twice.`)
  }

  readonly productLine = this.RULE('productLine', (): { name: Ident; title?: Title } => {
    this.CONSUME(t.Product)
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    this.SUBRULE(this.endOfLine)
    return { name, ...present({ title }) }
  })

  private readonly currencyLines: BlockLines = {
    starts: () => this.isAt(1, t.Currency),
    words: ['currency'],
    what: '"currency"',
    oncePerRun: true,
  }

  readonly currencyBlock = this.RULE('currencyBlock', (): Ident | undefined => {
    const state = this.blockState()
    let currency: Ident | undefined
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.currencyLines),
      DEF: () => {
        const word = this.LA(1)
        const read = this.attempt(() => this.SUBRULE(this.currencyLine))
        this.ACTION(() => {
          if (read && currency) this.reportTwice(word)
          currency ??= read
        })
      },
    })
    this.CONSUME(t.Dedent)
    return currency
  })

  readonly currencyLine = this.RULE('currencyLine', (): Ident => {
    this.CONSUME(t.Currency)
    const currency = this.SUBRULE(this.ident)
    this.SUBRULE(this.endOfLine)
    return currency
  })

  // ---- entities and fields ----

  private isNestedEntity(): boolean {
    return this.isNext(t.Word, t.NumberText, t.To)
  }

  private readonly fieldLines: BlockLines = {
    starts: () => this.isAt(1, t.Word),
    words: [],
    what: 'a field or an entity',
  }

  readonly entityDecl = this.RULE('entityDecl', (): EntityDecl | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const head = this.attempt(() => this.SUBRULE(this.entityLine))
    const headSpan = this.spanFrom(start)
    this.ACTION(() => this.expectBlock(word, 'its fields'))
    const inside = this.OPTION(() => this.SUBRULE(this.fieldBlock))
    return this.ACTION(() => {
      if (!head) return undefined
      const { fields = [], entities = [] } = inside ?? {}
      const span = inside ? this.spanFrom(start) : headSpan
      return { kind: 'entity', ...head, fields, entities, span }
    })
  })

  readonly entityLine = this.RULE(
    'entityLine',
    (): { name: Ident; low?: NumberLiteral; high?: NumberLiteral } => {
      const name = this.SUBRULE(this.ident)
      const bounds = this.OPTION(() => {
        const low = this.SUBRULE(this.number)
        this.CONSUME(t.To)
        const high = this.SUBRULE2(this.number)
        return { low, high }
      })
      this.SUBRULE(this.endOfLine)
      return { name, ...bounds }
    }
  )

  readonly fieldBlock = this.RULE(
    'fieldBlock',
    (): {
      fields: readonly FieldDecl[]
      entities: readonly EntityDecl[]
    } => {
      const state = this.blockState()
      const fields: FieldDecl[] = []
      const entities: EntityDecl[] = []
      this.CONSUME(t.Indent)
      this.MANY({
        GATE: () => this.hasLine(state, this.fieldLines),
        DEF: () =>
          this.OR([
            {
              GATE: () => this.isNestedEntity(),
              ALT: () => {
                const entity = this.SUBRULE(this.entityDecl)
                if (entity) entities.push(entity)
              },
              IGNORE_AMBIGUITIES: true,
            },
            {
              ALT: () => {
                const field = this.attempt(() => this.SUBRULE(this.fieldDecl))
                if (field) fields.push(field)
              },
              IGNORE_AMBIGUITIES: true,
            },
          ]),
      })
      this.CONSUME(t.Dedent)
      return { fields, entities }
    }
  )

  readonly fieldDecl = this.RULE('fieldDecl', (): FieldDecl => {
    const start = this.startOffset()
    const name = this.SUBRULE(this.ident)
    const type = this.SUBRULE(this.fieldType)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    const flags: FieldFlag[] = []
    this.MANY(() => {
      flags.push(
        this.choose<FieldFlag>([
          { ALT: () => (this.CONSUME(t.Optional), 'optional') },
          { ALT: () => (this.CONSUME(t.Private), 'private') },
          { ALT: () => (this.CONSUME(t.Sensitive), 'sensitive') },
        ])
      )
    })
    const citation = this.OPTION2(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'field', name, type, flags, ...present({ title, citation }), span }
  })

  /** A word that would name a type is a choice where a list begins with it. */
  private isChoiceList(): boolean {
    return this.isAt(2, t.Comma)
  }

  readonly fieldType = this.RULE('fieldType', (): FieldType => {
    const start = this.startOffset()
    const typeWord = { GATE: () => !this.isChoiceList(), IGNORE_AMBIGUITIES: true }
    return this.choose<FieldType>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.YesNo)
            return { kind: 'yes_no', span: this.spanFrom(start) }
          },
        },
        { ...typeWord, ALT: () => this.SUBRULE(this.dateType) },
        { ...typeWord, ALT: () => this.SUBRULE(this.monthsType) },
        { ...typeWord, ALT: () => this.SUBRULE(this.rangeType) },
        { ...typeWord, ALT: () => this.SUBRULE(this.textType) },
        {
          ...typeWord,
          ALT: () => {
            this.CONSUME(t.ZipWord)
            return { kind: 'zip', span: this.spanFrom(start) }
          },
        },
        {
          ...typeWord,
          ALT: () => {
            this.CONSUME(t.VinWord)
            return { kind: 'vin', span: this.spanFrom(start) }
          },
        },
        {
          GATE: () => this.isAt(1, t.Word) && !this.isChoiceList(),
          ALT: () => {
            const entity = this.SUBRULE(this.ident)
            return { kind: 'entity', entity, span: this.spanFrom(start) }
          },
          IGNORE_AMBIGUITIES: true,
        },
        {
          ALT: () => {
            const choices = this.SUBRULE(this.choiceList)
            return { kind: 'choice', choices, span: this.spanFrom(start) }
          },
          IGNORE_AMBIGUITIES: true,
        },
      ],
      ERR_MSG: 'a type, such as yes/no, date, or a list of choices',
    })
  })

  readonly dateType = this.RULE('dateType', (): FieldType => {
    const start = this.startOffset()
    this.CONSUME(t.DateWord)
    const bound = this.OPTION(() =>
      this.OR([
        {
          ALT: () => {
            const low = this.SUBRULE(this.number)
            this.CONSUME(t.To)
            const high = this.SUBRULE2(this.number)
            this.CONSUME(t.Years)
            this.CONSUME(t.Before)
            const anchor: Expr = this.SUBRULE(this.path)
            return { kind: 'years_before' as const, low, high, anchor }
          },
        },
        {
          ALT: () => {
            this.CONSUME(t.Up)
            this.CONSUME2(t.To)
            const anchor: Expr = this.SUBRULE2(this.path)
            return { kind: 'up_to' as const, anchor }
          },
        },
      ])
    )
    return { kind: 'date', ...present({ bound }), span: this.spanFrom(start) }
  })

  readonly monthsType = this.RULE('monthsType', (): FieldType => {
    const start = this.startOffset()
    this.CONSUME(t.Months)
    const choices = [this.SUBRULE(this.number)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      choices.push(this.SUBRULE2(this.number))
    })
    return { kind: 'months', choices, span: this.spanFrom(start) }
  })

  readonly rangeType = this.RULE('rangeType', (): FieldType => {
    const start = this.startOffset()
    const kind = this.choose<'integer' | 'money' | 'factor'>([
      { ALT: () => (this.CONSUME(t.IntegerWord), 'integer') },
      { ALT: () => (this.CONSUME(t.MoneyWord), 'money') },
      { ALT: () => (this.CONSUME(t.FactorWord), 'factor') },
    ])
    const low = this.SUBRULE(this.signedNumber)
    this.CONSUME(t.To)
    const high = this.SUBRULE2(this.signedNumber)
    return { kind, low, high, span: this.spanFrom(start) }
  })

  readonly signedNumber = this.RULE('signedNumber', (): NumberLiteral => {
    const start = this.startOffset()
    const sign = this.OPTION(() => this.CONSUME(t.Minus))
    const { text } = this.SUBRULE(this.number)
    return { kind: 'number', text: sign ? `-${text}` : text, span: this.spanFrom(start) }
  })

  readonly textType = this.RULE('textType', (): FieldType => {
    const start = this.startOffset()
    this.CONSUME(t.TextWord)
    this.CONSUME(t.Up)
    this.CONSUME(t.To)
    const maxLength = this.SUBRULE(this.number)
    return { kind: 'text', maxLength, span: this.spanFrom(start) }
  })

  readonly choiceList = this.RULE('choiceList', (): readonly Choice[] => {
    const choices = [this.SUBRULE(this.choice)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      choices.push(this.SUBRULE2(this.choice))
    })
    return choices
  })

  readonly choice = this.RULE('choice', (): Choice => {
    const token = this.OR({
      DEF: [
        { ALT: () => this.CONSUME(t.NumberText) },
        { ALT: () => this.CONSUME(t.LimitText) },
        { ALT: () => this.CONSUME(t.Word) },
      ],
      ERR_MSG: 'a choice',
    })
    return this.ACTION(() => {
      if (neverChoices.includes(token.tokenType)) {
        const message = `"${token.image}" is a word of the language, never a choice.`
        this.report(token, 'RATE134', message)
      }
      return { text: token.image, span: this.spanOf(token) }
    })
  })

  // ---- coverages ----

  private readonly coverageLines: BlockLines = {
    starts: () => this.isAt(1, t.Word),
    words: [],
    what: 'a coverage',
  }

  readonly coverageBlock = this.RULE('coverageBlock', (): CoverageBlock | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const of = this.attempt(() => this.SUBRULE(this.coverageBlockLine))
    const headSpan = this.spanFrom(start)
    this.ACTION(() => this.expectBlock(word, 'its coverages'))
    const coverages = this.OPTION(() => this.SUBRULE(this.coverageList))
    return this.ACTION(() => {
      if (!of) return undefined
      const span = coverages ? this.spanFrom(start) : headSpan
      return { kind: 'coverages', of, coverages: coverages ?? [], span }
    })
  })

  readonly coverageBlockLine = this.RULE('coverageBlockLine', (): Ident => {
    this.CONSUME(t.Coverage)
    this.CONSUME(t.Of)
    const of = this.SUBRULE(this.ident)
    this.SUBRULE(this.endOfLine)
    return of
  })

  readonly coverageList = this.RULE('coverageList', (): readonly CoverageDecl[] => {
    const state = this.blockState()
    const coverages: CoverageDecl[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.coverageLines),
      DEF: () => {
        const coverage = this.attempt(() => this.SUBRULE(this.coverageDecl))
        if (coverage) coverages.push(coverage)
      },
    })
    this.CONSUME(t.Dedent)
    return coverages
  })

  readonly coverageDecl = this.RULE('coverageDecl', (): CoverageDecl => {
    const start = this.startOffset()
    const name = this.SUBRULE(this.ident)
    const title = this.OPTION(() => this.SUBRULE(this.title))
    const terms: CoverageTerm[] = []
    const needs: Ident[] = []
    let presence: 'optional' | 'required' | undefined
    this.MANY(() => {
      const word = this.LA(1)
      const clause = this.SUBRULE(this.coverageClause)
      this.ACTION(() => {
        if (clause.kind === 'term') terms.push(clause.term)
        else if (clause.kind === 'needs') needs.push(...clause.needs)
        else if (presence) this.report(word, 'RATE138', 'Whether it is optional is stated twice.')
        else presence = clause.presence
      })
    })
    const citation = this.OPTION2(() => this.SUBRULE(this.citation))
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'coverage', name, terms, needs, ...present({ title, presence, citation }), span }
  })

  readonly coverageClause = this.RULE('coverageClause', (): CoverageClause =>
    this.choose<CoverageClause>([
      {
        ALT: () => {
          this.CONSUME(t.Optional)
          return { kind: 'presence', presence: 'optional' }
        },
        IGNORE_AMBIGUITIES: true,
      },
      {
        ALT: () => {
          this.CONSUME(t.Required)
          return { kind: 'presence', presence: 'required' }
        },
        IGNORE_AMBIGUITIES: true,
      },
      {
        ALT: () => {
          this.CONSUME(t.Needs)
          return { kind: 'needs', needs: this.SUBRULE(this.identList) }
        },
        IGNORE_AMBIGUITIES: true,
      },
      {
        ALT: () => {
          const start = this.startOffset()
          const name = this.SUBRULE(this.ident)
          const choices = this.SUBRULE(this.choiceList)
          return { kind: 'term', term: { name, choices, span: this.spanFrom(start) } }
        },
        IGNORE_AMBIGUITIES: true,
      },
    ])
  )

  readonly identList = this.RULE('identList', (): readonly Ident[] => {
    const idents = [this.SUBRULE(this.ident)]
    this.MANY(() => {
      this.CONSUME(t.Comma)
      idents.push(this.SUBRULE2(this.ident))
    })
    return idents
  })

  // ---- checks and assumptions ----

  readonly productCheck = this.RULE('productCheck', (): ProductCheck | undefined =>
    this.attempt(() => this.SUBRULE(this.productCheckLine))
  )

  readonly productCheckLine = this.RULE('productCheckLine', (): ProductCheck => {
    const start = this.startOffset()
    this.CONSUME(t.Check)
    const condition = this.SUBRULE(this.expression)
    this.CONSUME(t.Else)
    const message = this.SUBRULE(this.title)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { kind: 'check', condition, message, span }
  })

  private readonly assumptionLines: BlockLines = {
    starts: () => this.isAt(1, t.Word),
    words: [],
    what: 'a field with its value',
  }

  readonly assumeBlock = this.RULE('assumeBlock', (): AssumeBlock | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    this.attempt(() => this.SUBRULE(this.assumeLine))
    const headSpan = this.spanFrom(start)
    this.ACTION(() => this.expectBlock(word, 'what is assumed'))
    const assumptions = this.OPTION(() => this.SUBRULE(this.assumptionList))
    return this.ACTION(() => {
      const span = assumptions ? this.spanFrom(start) : headSpan
      return { kind: 'assume', assumptions: assumptions ?? [], span }
    })
  })

  readonly assumeLine = this.RULE('assumeLine', (): void => {
    this.CONSUME(t.Assume)
    this.CONSUME(t.For)
    this.CONSUME(t.A)
    this.CONSUME(t.Quick)
    this.CONSUME(t.Quote)
    this.SUBRULE(this.endOfLine)
  })

  readonly assumptionList = this.RULE('assumptionList', (): readonly Assumption[] => {
    const state = this.blockState()
    const assumptions: Assumption[] = []
    this.CONSUME(t.Indent)
    this.MANY({
      GATE: () => this.hasLine(state, this.assumptionLines),
      DEF: () => {
        const assumption = this.attempt(() => this.SUBRULE(this.assumption))
        if (assumption) assumptions.push(assumption)
      },
    })
    this.CONSUME(t.Dedent)
    return assumptions
  })

  readonly assumption = this.RULE('assumption', (): Assumption => {
    const start = this.startOffset()
    const field = this.SUBRULE(this.ident)
    const value = this.SUBRULE(this.plainValue)
    const span = this.spanFrom(start)
    this.SUBRULE(this.endOfLine)
    return { field, value, span }
  })

  /** What a field may be given: a literal or the name of a choice. */
  readonly plainValue = this.RULE('plainValue', (): Expr => {
    const start = this.startOffset()
    return this.choose<Expr>({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(t.Minus)
            const operand = this.SUBRULE(this.number)
            return { kind: 'negate', operand, span: this.spanFrom(start) }
          },
        },
        { ALT: () => this.SUBRULE2(this.number) },
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.noLiteral) },
        { ALT: () => this.SUBRULE(this.yesLiteral), IGNORE_AMBIGUITIES: true },
        {
          ALT: () => {
            const token = this.CONSUME(t.Word)
            return { kind: 'name', name: token.image, span: this.spanOf(token) }
          },
          IGNORE_AMBIGUITIES: true,
        },
      ],
      ERR_MSG: 'a value',
    })
  })
}
