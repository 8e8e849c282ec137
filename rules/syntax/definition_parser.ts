import type { CaseLine, CasesValue, Choice, ConstantDecl, Expr, LetDecl } from './ast.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import { TableParser } from './table_parser.ts'
import * as t from './tokens.ts'

type LetHead = Pick<LetDecl, 'name' | 'of' | 'citation'> & {
  readonly value?: Expr
  readonly choices?: readonly Choice[]
}

/** Names for values: `let` with one value or with cases, and `constant`. */
export abstract class DefinitionParser extends TableParser {
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
}
