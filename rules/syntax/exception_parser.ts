import type { ApplySteps, RemovableKind, RemoveDecl, StepsEdit } from './ast.ts'
import { FeeParser } from './fee_parser.ts'
import * as t from './tokens.ts'

/** What a state's plan states otherwise than the countrywide plan that it extends. */
export abstract class ExceptionParser extends FeeParser {
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
}
