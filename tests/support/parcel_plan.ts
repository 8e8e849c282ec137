import { compile, format, prepare, rate, validateFacts } from '#rules/index'
import type { CompileInput } from '#rules/index'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { bulkDifference, NOT_CARRIED } from './bulk_difference.ts'
import { differenceFromOracle } from './compare_to_oracle.ts'
import { figuresOf } from './figures_of.ts'

const PRODUCT = `product parcels "Parcels"
  currency USD

policy
  effective_on  date                       "First day of cover"
  ended_on      date                       "Day of cancellation"    optional
  term          months 6, 12               "Term"
  place         north, south, east         "Place"
  amount        money 0.00 to 100000.00    "Amount insured"
  prior         money 0.00 to 100000.00    "Premium of last year"   optional
  miles         integer 0 to 50000         "Miles a year"
  share         factor 0.0000 to 2.0000    "Share"

courier  1 to 4
  born_on  date           "Date of birth"
  points   integer 0 to 20  "Points"

van  0 to 4
  value  money 0.00 to 90000.00  "Value"

coverage of van
  BI    "Bodily injury"  limit 15/30, 30/60, 50/100
  COMP  "Comprehensive"  deductible 100, 250, 500     optional
  COLL  "Collision"      deductible 100, 250, 500     optional
`

const HEAD = `plan parcels_tx "Parcels"
  of         parcels
  in         TX
  version    1
  effective  new business 2020-01-01, renewals 2020-01-01
  rounding   half up

`

type Answers = Readonly<Record<string, unknown>>

/** What differs from a risk of 100.00 in the north with a courier of no points and no van, first insured on 2026-05-01. */
export interface Parcel {
  readonly policy?: Answers
  readonly couriers?: readonly Answers[]
  readonly vans?: readonly Answers[]
}

/** What the coverages of a van cost where a plan's statements are about something else. */
const PLAIN = 'premium of each van, each coverage\n  base  10.00\n'

/** A plan of parcels with these statements; `countrywide` ones stand in the plan that it extends. */
export function parcelSources(statements: string, countrywide?: string): CompileInput {
  const plain = `${statements}${countrywide ?? ''}`.includes('premium of each van,')
    ? ''
    : `\n${PLAIN}`
  const product = { name: 'product.rate', text: PRODUCT }
  if (countrywide === undefined) {
    return { product, plan: { name: 'plan.rate', text: HEAD + statements + plain }, tables: {} }
  }
  const base = `plan parcels "Parcels"\n  of        parcels\n  version   1\n  rounding  half up\n\n`
  const head = HEAD.replace('  in ', '  extends    parcels\n  in ')
  return {
    product,
    base: { plan: { name: 'base.rate', text: base + countrywide }, tables: {} },
    plan: { name: 'plan.rate', text: head + statements + plain },
    tables: {},
  }
}

/** The codes of the errors that the compiler finds in a plan with these statements. */
export function errorsOf(statements: string): readonly string[] {
  const { diagnostics } = compile(parcelSources(statements))
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)
}

/**
 * Every figure of a risk under the names of `figuresOf`, once all evaluators agree on it and the formatted plan is the
 * same plan; where the risk is refused, `refused` alone, with its place.
 */
export async function parcelFigures(
  statements: string,
  parcel: Parcel = {},
  countrywide?: string
): Promise<Readonly<Record<string, string>>> {
  const sources = parcelSources(statements, countrywide)
  const { compiled, diagnostics } = compile(sources)
  if (!compiled)
    throw new Error(diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'))
  const again = compile({ ...sources, plan: { ...sources.plan, text: format(sources.plan).text } })
  if (!again.compiled) throw new Error('The formatted plan does not compile')
  const valid = validateFacts(compiled.program.shape, factsOf(parcel))
  if (!valid.ok) throw new Error(JSON.stringify(valid.errors))
  const prepared = prepare(compiled)
  const differences = [
    await differenceFromOracle(prepared, valid.facts),
    await bulkDifference(prepared, prepareBulk(compiled.program), valid.facts),
    await bulkDifference(prepared, prepareBulk(compiled.program, { by: 'closures' }), valid.facts),
  ].filter((difference) => difference !== null && difference !== NOT_CARRIED)
  if (differences.length > 0) throw new Error(differences.join('; '))
  const outcome = await rate(prepared, valid.facts)
  if (!outcome.ok) return { refused: outcome.errors[0]?.path ?? '' }
  return Object.fromEntries(figuresOf(outcome.worksheet))
}

function factsOf({ policy = {}, couriers = [{}], vans = [] }: Parcel): unknown {
  const usual = {
    ...{ effective_on: '2026-05-01', term: 12, place: 'north', amount: '100.00' },
    ...{ miles: 0, share: '1.0000' },
  }
  return {
    policy: { ...usual, ...policy },
    couriers: couriers.map((courier) => ({ born_on: '1990-01-01', points: 0, ...courier })),
    vans: vans.map((van) => ({
      ...{ value: '1000.00', coverages: { BI: { limit: '30/60' } } },
      ...van,
    })),
  }
}
