import type { CoverageBlock, CoverageDecl, CoverageTerm, Ident } from './ast.ts'
import { FieldParser } from './field_parser.ts'
import type { BlockLines } from './block_parser.ts'
import { present } from './present.ts'
import * as t from './tokens.ts'

type CoverageClause =
  | { readonly kind: 'term'; readonly term: CoverageTerm }
  | { readonly kind: 'presence'; readonly presence: 'optional' | 'required' }
  | { readonly kind: 'needs'; readonly needs: readonly Ident[] }

/** Coverages with their terms, which a product declares and a plan may narrow or add to. */
export abstract class CoverageParser extends FieldParser {
  protected isCoverageBlock(): boolean {
    return this.isNext(t.Coverage, t.Of)
  }

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
    this.choose<CoverageClause>({
      MAX_LOOKAHEAD: 1,
      DEF: [
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
          GATE: () => this.isAt(2, t.Word),
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
      ],
    })
  )
}
