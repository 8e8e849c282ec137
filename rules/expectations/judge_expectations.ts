import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Facts } from '../facts/facts.ts'
import { Random } from '../facts/random.ts'
import { telltaleKeys } from '../coverage/telltale_keys.ts'
import { compare, subtract } from '../money/arithmetic.ts'
import { formatDecimal } from '../money/format_decimal.ts'
import { toDecimal } from '../money/parse_decimal.ts'
import { round, ROUNDINGS } from '../money/round.ts'
import type { Decimal } from '../money/decimal.ts'
import type { HashedProgram } from '../program/program.ts'
import type { PreparedProgram } from '../rating/prepare.ts'
import type { Worksheet } from '../rating/worksheet.ts'
import { annualPremiums, meanOf } from './annual_premiums.ts'
import type { Expectation, Pair } from './expectation.ts'
import { makePair, pairMaker, type PairMaker } from './make_pair.ts'
import { pricerOf, type Pricer } from './price.ts'
import { rises, stays } from './rises.ts'

/** What became of one expectation. */
export interface ExpectationResult {
  readonly words: string
  /** Pairs that were rated, or amounts that the mean is of. */
  readonly tried: number
  /** Of the pairs, those that broke it. */
  readonly broken: number
  /** Of a mean: what it is, to the cent. */
  readonly mean: string | null
  readonly diagnostics: readonly Diagnostic[]
}

/** Judges what a plan declares of its prices on the risks of a book; the same book, the same answer. */
export async function judgeExpectations(
  prepared: PreparedProgram,
  expectations: readonly Expectation[],
  book: readonly Facts[]
): Promise<readonly ExpectationResult[]> {
  if (expectations.length === 0) return []
  const { compiled } = prepared
  const { program } = compiled
  const pricer = pricerOf(prepared)
  const maker = pairMaker(program.shape, telltaleKeys(program, { edges: true }), book)
  const results: ExpectationResult[] = []
  for (const [at, expectation] of expectations.entries()) {
    results.push(
      expectation.kind === 'mean'
        ? await judgeMean(expectation, book, compiled, pricer)
        : await judgeMove(expectation, at, { compiled, book, maker, pricer })
    )
  }
  return results
}

interface Judging {
  readonly compiled: HashedProgram
  readonly book: readonly Facts[]
  readonly maker: PairMaker
  readonly pricer: Pricer
}

async function judgeMove(
  expectation: Extract<Expectation, { readonly kind: 'never_less' }>,
  number: number,
  { compiled, book, maker, pricer }: Judging
): Promise<ExpectationResult> {
  const { move, words, span } = expectation
  const isKept = expectation.stays === null ? () => true : stays(compiled, expectation.stays)
  const value = move.kind === 'list' ? move.value : null
  const isMoved = value === null ? () => true : rises(compiled, value)
  let tried = 0
  let broken = 0
  let first: { readonly pair: Pair; readonly risk: number } | null = null
  let worst: Decimal | null = null
  for (const [at, facts] of book.entries()) {
    const pair = makePair(facts, expectation, maker, new Random(at * 1009 + number))
    if (pair === null || !isMoved(pair) || !isKept(pair)) continue
    const [from, to] = [await pricer.price(pair.from), await pricer.price(pair.to)]
    if (from === null || to === null) continue
    tried += 1
    if (compare(to.total, from.total) >= 0) continue
    broken += 1
    const fall = subtract(from.total, to.total)
    if (worst !== null && compare(fall, worst) <= 0) continue
    // Both totals are decimals, and so is their difference.
    worst = fall as Decimal
    first = { pair, risk: at + 1 }
  }
  const diagnostics: Diagnostic[] = []
  if (first !== null) {
    const shown = await comparison(first.pair, pricer)
    diagnostics.push({
      code: 'RATE520',
      severity: 'error',
      span,
      message: `With ${words} ${broken} of ${tried} pairs of risks cost less. Risk ${first.risk} of the book, ${first.pair.words}: ${shown}.`,
      help: 'mend the rates that fall, or leave out with "but" what may',
    })
  } else if (tried === 0) {
    diagnostics.push(neverTried(words, span))
  }
  return { words, tried, broken, mean: null, diagnostics }
}

function neverTried(words: string, span: Diagnostic['span']): Diagnostic {
  return {
    code: 'RATE524',
    severity: 'warning',
    span,
    message: `No risk of the book could be used to try ${words}.`,
  }
}

/** `the total goes from 812.00 to 803.00 (BI of vehicle 1 from 300.00 to 291.00)`. */
async function comparison({ from, to }: Pair, pricer: Pricer): Promise<string> {
  const [before, after] = [await pricer.explain(from), await pricer.explain(to)]
  if (before === null || after === null) return 'one of them is refused'
  const now = premiumsOf(after)
  const fallen = [...premiumsOf(before)].flatMap(([name, amount]) => {
    const then = now.get(name)
    const fell = then !== undefined && compare(toDecimal(then), toDecimal(amount)) < 0
    return fell ? [`${name} from ${amount} to ${then}`] : []
  })
  const details = fallen.length > 0 ? ` (${fallen.slice(0, 3).join(', ')})` : ''
  return `the total goes from ${before.total} to ${after.total}${details}`
}

function premiumsOf({ sections }: Worksheet): ReadonlyMap<string, string> {
  return new Map(
    sections.flatMap(({ entity, number, premiums }) =>
      premiums.map(({ coverage, premium }) => {
        const of = entity === 'policy' ? entity : `${entity} ${number}`
        return [`${coverage ?? 'the premium'} of ${of}`, premium] as const
      })
    )
  )
}

async function judgeMean(
  expectation: Extract<Expectation, { readonly kind: 'mean' }>,
  book: readonly Facts[],
  { program }: HashedProgram,
  pricer: Pricer
): Promise<ExpectationResult> {
  const { words, low, high, span } = expectation
  const amounts = await annualPremiums(book, expectation, program.shape, pricer)
  const exact = meanOf(amounts)
  if (exact === null) {
    const diagnostics = [neverTried(words, span)]
    return { words, tried: 0, broken: 0, mean: null, diagnostics }
  }
  const mean = formatDecimal(round(exact, toDecimal('0.01'), ROUNDINGS['half up']))
  const isInside = compare(exact, toDecimal(low)) >= 0 && compare(exact, toDecimal(high)) <= 0
  const diagnostics: Diagnostic[] = isInside
    ? []
    : [
        {
          code: 'RATE520',
          severity: 'error',
          span,
          message: `Over ${amounts.length} of them ${words} is ${mean} a year, not between ${low} and ${high}.`,
        },
      ]
  return { words, tried: amounts.length, broken: isInside ? 0 : 1, mean, diagnostics }
}
