import type { Choice, Expr, GivenCoverage, GivenEntity, GivenField } from './ast.ts'
import type { BlockLines } from './block_parser.ts'
import { ProductParser } from './product_parser.ts'
import * as t from './tokens.ts'

interface GivenInside {
  readonly coverages: readonly GivenCoverage[]
  readonly entities: readonly GivenEntity[]
}

/** The risk of a worked example: entities with their answers, and the coverages that are taken. */
export abstract class GivenParser extends ProductParser {
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
}
