import type { Choice, Expr, FieldDecl, FieldFlag, FieldType, NumberLiteral } from './ast.ts'
import { ClauseParser } from './clause_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

/** Words that would otherwise be taken for the last choice of a list, where a comma is misplaced. */
const neverChoices = [t.Optional, t.Required, t.Sensitive, t.Private, t.Needs]

/** Fields of an entity, which a product declares and a plan may add to. */
export abstract class FieldParser extends ClauseParser {
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
        { ALT: () => this.CONSUME(t.CodeText) },
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
