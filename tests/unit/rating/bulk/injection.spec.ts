import { test } from '@japa/runner'

import { generateFacts } from '#rules/facts/generate_facts'
import { compile, prepare, rate, validateFacts } from '#rules/index'
import type { Program } from '#rules/index'
import { javascriptOf } from '#rules/rating/bulk/emit_javascript'
import { prepareBulk } from '#rules/rating/bulk/prepare_bulk'
import { bulkDifference } from '#tests/support/bulk_difference'
import { differenceFromOracle } from '#tests/support/compare_to_oracle'
import { rallyPlan } from '#tests/support/rally_plan'

const HOSTILE = [
  `'); globalThis.hijacked = 1; ('`,
  '"; globalThis.hijacked = 1; "',
  '`${globalThis.hijacked = 1}`',
  '*/ globalThis.hijacked = 1 /*',
  '\u2028globalThis.hijacked = 1\u2029',
  '\\u0027; globalThis.hijacked = 1',
  '__proto__',
  'constructor',
  ']; globalThis.hijacked = 1; [',
]

const { program } = rallyPlan().compiled
/** Names, titles, choices, cells and constants of the plan, where they are whole strings of its JSON. */
const WORDS = ['licence', 'blue', 'gold', 'licence_factor', 'starts', 'RACE', 'FIRE', 'limit']

/** The same with each of those words followed, or replaced, by something hostile. */
function poisoned<T>(value: T, hostile: string): T {
  const poison = (part: unknown): unknown => {
    if (typeof part === 'string') return WORDS.includes(part) ? renamed(part, hostile) : part
    if (Array.isArray(part)) return part.map(poison)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(
      Object.entries(part).map(([key, inner]) => [
        WORDS.includes(key) && key !== 'limit' ? renamed(key, hostile) : key,
        poison(inner),
      ])
    )
  }
  // What comes in goes out with other words in it.
  return poison(value) as T
}

function renamed(word: string, hostile: string): string {
  return word === 'licence' ? hostile : `${word}${hostile}`
}

test.group('Source generated for bulk rating', () => {
  test('holds nothing of the plan: {$self}')
    .with(HOSTILE)
    .run(({ assert }, hostile) => {
      const own = prepareBulk(program)
      const other: Program = poisoned(program, hostile)
      const rater = prepareBulk(other)
      const source = javascriptOf(rater.lowered.routine)
      assert.equal(source, javascriptOf(own.lowered.routine))
      assert.match(source, /^[\x20-\x7e\n]*$/)
      for (let seed = 0; seed < 50; seed++) {
        const facts = generateFacts(program.shape, seed)
        assert.deepEqual(rater.rate(poisoned(facts, hostile)), own.rate(facts), `seed ${seed}`)
      }
      assert.notProperty(globalThis, 'hijacked')
      assert.isUndefined(Reflect.get({}, 'hijacked'))
    })
})

/** What a spreadsheet or a shell would run, and what JavaScript, CSV and SQL take for more than a text. */
const CELLS = [
  ...HOSTILE,
  '=HYPERLINK("http://x.test")',
  '+1+cmd|calc',
  '@SUM(1)',
  "'; drop table plans; --",
  'a ""quoted"" word',
  'two\r\nlines',
  '${7*7}',
]

const PRODUCT = `product coded "Coded"
  currency USD

policy
  effective_on  date           "First day"
  code          text up to 80  "Code"
`
const PLAN = `plan coded "Coded"
  of         coded
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

table code_factor  by code  gives factor  read "codes.csv"

premium of policy
  base   100.00
  times  code_factor[policy.code]
  round  to 0.01
`

test.group('Cells of a hostile CSV', () => {
  test('with a byte-order mark, CRLF and quotes are keys and no more, in every evaluator', async ({
    assert,
  }) => {
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
    const rows = CELLS.map((cell, at) => `${quoted(cell)},1.${10 + at}`)
    const text = ['\ufeffcode,factor', ...rows, 'all else,1.00', ''].join('\r\n')
    const { compiled, diagnostics } = compile({
      product: { name: 'product.rate', text: PRODUCT },
      plan: { name: 'plan.rate', text: PLAN },
      tables: { 'codes.csv': text },
    })
    assert.deepEqual(diagnostics, [])
    if (!compiled) return
    const prepared = prepare(compiled)
    const raters = [
      prepareBulk(compiled.program),
      prepareBulk(compiled.program, { by: 'closures' }),
    ]
    for (const [at, cell] of [...CELLS, 'none of them'].entries()) {
      // White space of any kind in a cell is one space.
      const code = cell.replaceAll(/\s+/g, ' ').trim()
      const valid = validateFacts(compiled.program.shape, {
        policy: { effective_on: '2026-05-01', code },
      })
      if (!valid.ok) throw new Error(JSON.stringify(valid.errors))
      const outcome = await rate(prepared, valid.facts)
      const total = at < CELLS.length ? `1${10 + at}.00` : '100.00'
      assert.equal(outcome.ok ? outcome.worksheet.total : outcome.errors[0]?.message, total, code)
      assert.isNull(await differenceFromOracle(prepared, valid.facts))
      for (const rater of raters) {
        assert.isNull(await bulkDifference(prepared, rater, valid.facts), code)
      }
    }
    assert.notProperty(globalThis, 'hijacked')
  })
})
