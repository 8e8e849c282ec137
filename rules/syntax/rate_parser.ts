import { EOF, type IToken } from 'chevrotain'
import type { ProblemList } from '../diagnostics/problem_list.ts'
import type { PlanFile, PlanItem } from './ast.ts'
import type { Layout } from './layout.ts'
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
      if (this.#beginsRightly(first)) rule()
      if (first.tokenType === EOF || !(this.productHead ?? this.planHead)) this.#reportHead(first)
    } catch (error) {
      if (!(error instanceof SourceGivenUp)) throw error
    }
  }

  /** A source of the other kind is not read: every line of it would be wrong. */
  #beginsRightly(first: IToken): boolean {
    const other = this.#reads === 'product' ? t.Plan : t.Product
    return first.tokenType !== other
  }

  #reportHead(first: IToken): void {
    if (this.problems.list().some((problem) => problem.code === 'RATE101')) return
    const message = `A ${this.#reads} begins with "${this.#reads}" and its name.`
    const span =
      first.tokenType === EOF ? { ...this.spanOf(first), start: 0, end: 0 } : this.spanOf(first)
    this.add('RATE139', span, message)
  }
}
