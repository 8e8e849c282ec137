import type {
  AssumeBlock,
  Assumption,
  EntityDecl,
  FieldDecl,
  Ident,
  NumberLiteral,
  ProductCheck,
  ProductFile,
  Title,
} from './ast.ts'
import { CoverageParser } from './coverage_parser.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

type ProductItem = ProductFile['items'][number]

export interface ProductParts {
  readonly name?: Ident
  readonly title?: Title
  readonly currency?: Ident
  readonly items: readonly ProductItem[]
}

/** Products: the shape of a risk. */
export abstract class ProductParser extends CoverageParser {
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
          this.OR({
            MAX_LOOKAHEAD: 1,
            DEF: [
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
            ],
          }),
      })
      this.CONSUME(t.Dedent)
      return { fields, entities }
    }
  )

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
}
