import { EOF, type IToken, type TokenType } from 'chevrotain'
import type { ProblemList } from '../diagnostics/problem_list.ts'
import type { PlanFile, PlanItem } from './ast.ts'
import type { Layout } from './layout.ts'
import { suggest } from '../diagnostics/suggestion.ts'
import { SourceGivenUp } from './token_parser.ts'
import type { ProductParts } from './product_parser.ts'
import { RegulationParser } from './regulation_parser.ts'
import type { FileKind } from './margin_statement.ts'
import type { RegulationFile } from './law_ast.ts'
import * as t from './tokens.ts'

/** The word that each kind of source begins with. */
const HEADS: Readonly<Record<FileKind, TokenType>> = {
  product: t.Product,
  plan: t.Plan,
  regulation: t.Regulation,
}

/** The whole grammar; one instance reads any number of sources, one after the other. */
export class RateParser extends RegulationParser {
  #reads: FileKind = 'plan'

  /** Throws what is ambiguous or left-recursive in the grammar, if it `isJudged`. */
  constructor(options: { readonly isJudged: boolean } = { isJudged: false }) {
    super(options)
    this.performSelfAnalysis()
  }

  parseProduct(sourceName: string, layout: Layout, problems: ProblemList): ProductParts {
    this.#reads = 'product'
    this.#read(sourceName, layout, problems, () => this.productFile())
    return { ...this.productHead, items: [...this.productItems] }
  }

  parsePlan(
    sourceName: string,
    layout: Layout,
    problems: ProblemList
  ): { header?: PlanFile['header']; items: readonly PlanItem[] } {
    this.#reads = 'plan'
    this.#read(sourceName, layout, problems, () => this.planFile())
    return { ...(this.planHead && { header: this.planHead }), items: [...this.planItems] }
  }

  /** Reads statements of a plan wherever they stand in it, its head among them or not. */
  parseStatements(
    sourceName: string,
    layout: Layout,
    problems: ProblemList
  ): { readonly header: PlanFile['header'] | undefined; readonly items: readonly PlanItem[] } {
    this.#begin(sourceName, layout, problems)
    try {
      this.planFile()
    } catch (error) {
      if (!(error instanceof SourceGivenUp)) throw error
    }
    return { header: this.planHead, items: [...this.planItems] }
  }

  parseRegulation(
    sourceName: string,
    layout: Layout,
    problems: ProblemList
  ): Pick<RegulationFile, 'header' | 'rows'> {
    this.#reads = 'regulation'
    this.#read(sourceName, layout, problems, () => this.regulationFile())
    return { ...(this.lawHead && { header: this.lawHead }), rows: [...this.lawRows] }
  }

  #begin(sourceName: string, layout: Layout, problems: ProblemList): void {
    this.productItems.length = 0
    this.planItems.length = 0
    this.productHead = undefined
    this.planHead = undefined
    this.lawRows.length = 0
    this.lawHead = undefined
    this.open(sourceName, layout, problems)
  }

  #read(sourceName: string, layout: Layout, problems: ProblemList, rule: () => void): void {
    this.#begin(sourceName, layout, problems)
    const first = this.LA(1)
    try {
      if (!this.#mayBegin(first)) this.#reportHead(first)
      if (!this.#isOther(first)) rule()
      if (!this.productHead && !this.planHead && !this.lawHead) this.#reportHead(first)
    } catch (error) {
      if (!(error instanceof SourceGivenUp)) throw error
    }
  }

  /** Whether a source may begin with this word: with its own, or with one misspelt. */
  #mayBegin(first: IToken): boolean {
    return (
      first.tokenType === HEADS[this.#reads] || suggest(first.image, [this.#reads]) !== undefined
    )
  }

  /** A source of the other kind is not read: every line of it would be wrong. */
  #isOther(first: IToken): boolean {
    return Object.values(HEADS).some(
      (head) => head !== HEADS[this.#reads] && head === first.tokenType
    )
  }

  #reportHead(first: IToken): void {
    const message = `A ${this.#reads} begins with "${this.#reads}" and its name.`
    if (first.tokenType !== EOF) this.report(first, 'RATE139', message)
    else if (this.problems.isEmpty) {
      this.add('RATE139', { ...this.spanOf(first), start: 0, end: 0 }, message)
    }
  }
}
