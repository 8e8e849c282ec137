import type { IToken } from 'chevrotain'
import type { ExampleDecl, Expectation, GivenEntity, Title } from './ast.ts'
import type { BlockLines } from './block_parser.ts'
import { ExpectedParser } from './expected_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

/** Worked examples: what is given, and what is to come out. */
export abstract class ExampleParser extends ExpectedParser {
  private readonly exampleLines: BlockLines = {
    starts: () => this.isAt(1, t.Given, t.Expect),
    words: ['given', 'expect'],
    what: '"given" or "expect"',
    oncePerRun: true,
  }

  readonly exampleDecl = this.RULE('exampleDecl', (): ExampleDecl | undefined => {
    const start = this.startOffset()
    const word = this.LA(1)
    const before = this.problemCount
    const title = this.attempt(() => this.SUBRULE(this.exampleLine))
    this.ACTION(() => this.expectBlock(word, '"given" and "expect"'))
    const inside = this.OPTION(() => this.SUBRULE(this.exampleBlock))
    return this.ACTION(() => {
      if (!inside) return undefined
      const isWhole = this.problemCount === before && !this.isLostLineNext()
      if (!inside.given && isWhole) this.reportPartOf(word, '"given"')
      if (!inside.expect && isWhole) this.reportPartOf(word, '"expect"')
      if (!title) return undefined
      const { given = [], expect = [] } = inside
      return { kind: 'example', title, given, expect, span: this.spanFrom(start) }
    })
  })

  private reportPartOf(word: IToken, what: string): void {
    this.add('RATE137', this.spanOf(word), `This example lacks its ${what}.`)
  }

  readonly exampleLine = this.RULE('exampleLine', (): Title => {
    this.CONSUME(t.Example)
    const title = this.SUBRULE(this.title)
    this.SUBRULE(this.endOfLine)
    return title
  })

  readonly exampleBlock = this.RULE(
    'exampleBlock',
    (): {
      given?: readonly GivenEntity[]
      expect?: readonly Expectation[]
    } => {
      const state = this.blockState()
      let given: readonly GivenEntity[] | undefined
      let expect: readonly Expectation[] | undefined
      this.CONSUME(t.Indent)
      this.MANY({
        GATE: () => this.hasLine(state, this.exampleLines),
        DEF: () => {
          const word = this.LA(1)
          this.OR([
            {
              ALT: () => {
                this.CONSUME(t.Given)
                this.SUBRULE(this.endOfLine)
                this.ACTION(() => this.expectBlock(word, 'the risk'))
                const entities = this.OPTION(() => this.SUBRULE(this.givenBlock))
                this.ACTION(() => {
                  if (given) this.reportTwice(word)
                  given ??= entities ?? []
                })
              },
            },
            {
              ALT: () => {
                this.CONSUME(t.Expect)
                this.SUBRULE2(this.endOfLine)
                this.ACTION(() => this.expectBlock(word, 'what is to come out'))
                const expectations = this.OPTION2(() => this.SUBRULE(this.expectBlockLines))
                this.ACTION(() => {
                  if (expect) this.reportTwice(word)
                  expect ??= expectations ?? []
                })
              },
            },
          ])
        },
      })
      this.CONSUME(t.Dedent)
      return present({ given, expect })
    }
  )
}
