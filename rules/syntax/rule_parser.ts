import type { IToken } from 'chevrotain'
import type { Citation, Expr, Ident, Period, RuleDecl, Title } from './ast.ts'
import { AssignParser } from './assign_parser.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

type RuleThen = RuleDecl['then']
type RuleLine =
  | { readonly kind: 'condition'; readonly word: IToken; readonly condition: Expr }
  | {
      readonly kind: 'then'
      readonly word: IToken
      readonly then: RuleThen
      readonly citation?: Citation
    }

/** Rules of underwriting: when, and what then. */
export abstract class RuleParser extends AssignParser {
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
}

/** Whether a condition joins by the other word than `kind`, without brackets around it. */
function isOther(condition: Expr, kind: 'and' | 'or'): boolean {
  return (condition.kind === 'and' || condition.kind === 'or') && condition.kind !== kind
}
