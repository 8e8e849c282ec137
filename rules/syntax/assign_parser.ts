import type { AssignLine, Ident, LetDecl, Ranking } from './ast.ts'
import { DefinitionParser } from './definition_parser.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

/** Assignments: who goes with what, by rank. */
export abstract class AssignParser extends DefinitionParser {
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
}
