import { EOF, type IToken } from 'chevrotain'
import type { ProblemList } from '../diagnostics/problem_list.ts'
import type { PlanFile, PlanItem } from './ast.ts'
import type { Layout } from './layout.ts'
import { suggest } from '../diagnostics/suggestion.ts'
import { SourceGivenUp } from './line_parser.ts'
import { PlanParser } from './plan_parser.ts'
import type { ProductParts } from './product_parser.ts'
import * as t from './tokens.ts'

/** The whole grammar; one instance reads any number of sources, one after the other. */
export class RateParser extends PlanParser {
  #reads: 'product' | 'plan' = 'plan'

  constructor() {
    super()
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

  #read(sourceName: string, layout: Layout, problems: ProblemList, rule: () => void): void {
    this.productItems.length = 0
    this.planItems.length = 0
    this.productHead = undefined
    this.planHead = undefined
    this.open(sourceName, layout, problems)
    const first = this.LA(1)
    try {
      if (!this.#mayBegin(first)) this.#reportHead(first)
      if (!this.#isOther(first)) rule()
      if (!this.productHead && !this.planHead) this.#reportHead(first)
    } catch (error) {
      if (!(error instanceof SourceGivenUp)) throw error
    }
  }

  /** Whether a source may begin with this word: with its own, or with one misspelt. */
  #mayBegin(first: IToken): boolean {
    const isHead = first.tokenType === (this.#reads === 'product' ? t.Product : t.Plan)
    return isHead || suggest(first.image, [this.#reads]) !== undefined
  }

  /** A source of the other kind is not read: every line of it would be wrong. */
  #isOther(first: IToken): boolean {
    return first.tokenType === (this.#reads === 'product' ? t.Plan : t.Product)
  }

  #reportHead(first: IToken): void {
    const message = `A ${this.#reads} begins with "${this.#reads}" and its name.`
    if (first.tokenType !== EOF) this.report(first, 'RATE139', message)
    else if (this.problems.isEmpty) {
      this.add('RATE139', { ...this.spanOf(first), start: 0, end: 0 }, message)
    }
  }
}
