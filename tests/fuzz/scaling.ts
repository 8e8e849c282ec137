import { checkProduct, compile, format } from '#rules/index'
import type { CompileInput } from '#rules/index'

/** A kind of source that can be made of any size. */
export interface Growing {
  readonly what: string
  readonly smallest: number
  readonly make: (size: number) => CompileInput
}

const PRODUCT = `product thing "Thing"
  currency USD

policy
  effective_on  date                "First day"
  score         integer 0 to 100000 "Score"

item  1 to 3
  kind   a, b                "Kind"
  value  money 0.00 to 9.00  "Value"

coverage of item
  FIRE  "Fire"
`

const HEAD = `plan growing "Growing"
  of         thing
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

premium of each item, each coverage
  base   100.00
  times  factor[policy.score]
  round  to 0.01

`

const TABLE = 'table factor  by score in band  gives factor\n  all else | 1.00\n'
const EXAMPLE = `example "Title NUMBER"
  given
    policy  effective_on 2026-05-01, score 5
    item    kind a, value 1.00
      FIRE
  expect
    FIRE of item 1 = 100.00

`

function plan(text: string, tables: Readonly<Record<string, string>> = {}): CompileInput {
  return {
    product: { name: 'product.rate', text: PRODUCT },
    plan: { name: 'plan.rate', text: HEAD + text },
    tables,
  }
}

function lines(size: number, line: (at: number) => string): string {
  return Array.from({ length: size }, (_, at) => line(at)).join('')
}

/** Sources of every kind that grows, each of a size at which a quadratic cost shows. */
export const GROWING: readonly Growing[] = [
  {
    what: 'definitions, each naming the one before',
    smallest: 100,
    make: (size) =>
      plan(
        `${TABLE}let v0 = policy.score\n${lines(size, (at) => `let v${at + 1} = v${at} + 1\n`)}`
      ),
  },
  {
    what: 'bands of a table',
    smallest: 500,
    make: (size) =>
      plan(
        `table factor  by score in band  gives factor\n${lines(size, (at) => `  ${at} | 1.${at}\n`)}  all else | 1.00\n`
      ),
  },
  {
    what: 'rows of a CSV',
    smallest: 1000,
    make: (size) =>
      plan('table factor  by score  gives factor  read "f.csv"\n', {
        'f.csv': `score,factor\n${lines(size, (at) => `${at},1.00\n`)}all else,1.00\n`,
      }),
  },
  {
    what: 'rules',
    smallest: 200,
    make: (size) =>
      plan(
        TABLE +
          lines(
            size,
            (at) => `rule R-${at} "R"\n  when  policy.score > ${at}\n  then  decline "No"\n\n`
          )
      ),
  },
  {
    what: 'examples',
    smallest: 50,
    make: (size) => plan(TABLE + lines(size, (at) => EXAMPLE.replace('NUMBER', String(at)))),
  },
  {
    what: 'parts of one condition',
    smallest: 100,
    make: (size) =>
      plan(
        `${TABLE}rule R-1 "R"\n  when  policy.score > 1${lines(size, (at) => `\n  and   policy.score > ${at}`)}\n  then  decline "No"\n`
      ),
  },
  {
    what: 'lines that make no sense',
    smallest: 200,
    make: (size) => plan(lines(size, (at) => `lte v${at} == "open\n`)),
  },
  {
    what: 'comments and empty lines',
    smallest: 2000,
    make: (size) => plan(TABLE + lines(size, () => '# a comment\n\n')),
  },
  {
    what: 'quotes in a CSV that never close',
    smallest: 2000,
    make: (size) =>
      plan('table factor  by score  gives factor  read "f.csv"\n', {
        'f.csv': `score,factor\n${lines(size, () => '"a""b\n')}`,
      }),
  },
]

/** Milliseconds of this thread's own time, so that a busy machine makes no difference. */
export function costOf(sources: CompileInput): number {
  const runs = [0, 1, 2].map(() => {
    const before = process.cpuUsage()
    checkProduct(sources.product)
    compile(sources)
    format(sources.plan)
    return process.cpuUsage(before).user / 1000
  })
  return Math.min(...runs)
}
