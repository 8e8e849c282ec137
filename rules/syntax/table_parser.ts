import type { IToken } from 'chevrotain'
import type { Ends, TableCell, TableColumn, TableDecl, TableKey } from './ast.ts'
import { ExampleParser } from './example_parser.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

type TableRow = NonNullable<TableDecl['rows']>[number]
type TableHead = Omit<TableDecl, 'rows' | 'span'>

/** Tables: by what they are looked up, what they give, and their rows. */
export abstract class TableParser extends ExampleParser {
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
