import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { compile } from '#rules/index'
import type { Compilation, CompileInput } from '#rules/index'
import { format } from '#rules/syntax/print'

const PRODUCT = new URL('../../rate/bad/check/small.product.rate', import.meta.url)

const BASE = `plan countrywide "Countrywide"
  of        boats
  version   3
  rounding  half up

table hull_factor  by hull  gives factor
  wood  | 1.25
  steel | 1.00

table length_factor  by feet in band  gives factor  read "length.csv"

let age of skipper = whole years from born_on to policy.effective_on

rule R-1 "No club"
  when  not policy.club
  then  refer "Look at it"

rule R-2 "Young"
  when  any skipper has age < 18
  then  decline "Nobody under 18 steers"

discounts each boat, each coverage
  combine by sum, at most 20 %
  fleet  "Fleet"  5 %  when count of boats >= 2
  club   "Club"   4 %  when policy.club

premium of each boat, each coverage
  base   100.00               as "Base"
  times  hull_factor[hull]    as "Hull"
  when coverage is HULL
    times  length_factor[feet]  as "Length"
  times  1 - discounts        as "Discounts"
  round  to 0.01              as "Rounding"

fee stamp "Stamp"  2.00
`

const HEAD = `plan texas "Texas"
  of         boats
  extends    countrywide
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

`

function compileState(text: string, own: Partial<CompileInput> = {}): Compilation {
  return compile({
    product: { name: 'small.product.rate', text: readFileSync(PRODUCT, 'utf8') },
    plan: { name: 'tx/plan.rate', text },
    base: {
      plan: { name: 'countrywide/plan.rate', text: BASE },
      tables: { 'length.csv': 'feet,factor\nunder 30,1.0\n30 and over,1.1\n' },
    },
    tables: {},
    ...own,
  })
}

function programOf(compilation: Compilation) {
  if (!compilation.compiled) throw new Error(JSON.stringify(compilation.diagnostics))
  return compilation.compiled.program
}

test.group('A plan that extends another', () => {
  test('inherits every statement, and every place says where it stands', ({ assert }) => {
    const compilation = compileState(HEAD)
    assert.deepEqual(compilation.diagnostics, [])
    const { plan, premiums, tables, fees } = programOf(compilation)
    assert.deepInclude(plan, { name: 'texas', state: 'TX', version: '1' })
    assert.deepEqual(
      premiums[0]?.steps.map(({ name }) => name),
      ['Base', 'Hull', 'Length', 'Discounts', 'Rounding']
    )
    assert.deepEqual(fees[0]?.at, { line: 35, column: 1, source: 'countrywide' })
    const length = tables.find(({ name }) => name === 'length_factor')
    assert.equal(length?.file, 'countrywide/length.csv')
  })

  test('replaces what has the same name, removes, replaces and inserts steps', ({ assert }) => {
    const compilation = compileState(`${HEAD}table hull_factor  by hull  gives factor
  wood  | 1.50
  steel | 0.90

rule R-1 "No club"
  when  not policy.club
  then  decline "Members only"

remove rule R-2

discounts each boat, each coverage
  combine by sum, at most 25 %
  club     "Club"     7 %  when policy.club
  trailer  "Trailer"  3 %  when policy.mooring is trailer

remove discount fleet

replace step "Base"
  base  120.00  as "Texas base"

insert after step "Length"
  plus  1.00  as "Survey"

insert before step "Rounding"
  at least  50.00  as "Minimum"

remove step "Hull"
remove table hull_factor
`)
    assert.deepEqual(compilation.diagnostics, [])
    const { premiums, groups, discounts, fees } = programOf(compilation)
    const steps = premiums[0]?.steps ?? []
    assert.deepEqual(
      steps.map(({ name }) => name),
      ['Texas base', 'Length', 'Survey', 'Discounts', 'Minimum', 'Rounding']
    )
    assert.notProperty(steps[0]?.at, 'source')
    assert.equal(steps[1]?.at.source, 'countrywide')
    assert.deepEqual(
      discounts[0]?.items.map(({ name }) => name),
      ['club', 'trailer']
    )
    const texts = JSON.stringify(groups)
    assert.include(texts, 'Members only')
    assert.notInclude(texts, 'Nobody under 18 steers')
    assert.lengthOf(fees, 1)
  })

  test('is what the same plan is when it is written out whole', ({ assert }) => {
    const whole = HEAD.replace(/ {2}extends.*\n/, '') + BASE.slice(BASE.indexOf('table'))
    const tables = { 'length.csv': 'feet,factor\nunder 30,1.0\n30 and over,1.1\n' }
    const written = programOf(
      compile({
        product: { name: 'small.product.rate', text: readFileSync(PRODUCT, 'utf8') },
        plan: { name: 'tx/plan.rate', text: whole },
        tables,
      })
    )
    const plain = (program: unknown) =>
      JSON.parse(
        JSON.stringify(program, (key, value: unknown) => {
          if (key === 'at' || key === 'row') return undefined
          return value === 'countrywide/length.csv' ? 'length.csv' : value
        })
      )
    assert.deepEqual(plain(programOf(compileState(HEAD))), plain(written))
  })

  test('is not warned of what it makes no use of in the countrywide plan', ({ assert }) => {
    const { diagnostics } = compileState(`${HEAD}remove step "Length"\n`)
    assert.deepEqual(diagnostics, [])
  })

  test('is warned of what it states itself and makes no use of', ({ assert }) => {
    const { diagnostics } = compileState(`${HEAD}let idle = 1\n`)
    assert.deepEqual(
      diagnostics.map(({ code, span }) => `${code} ${span.source}`),
      ['RATE212 tx/plan.rate']
    )
  })

  test('shows a mistake of the countrywide plan in its own source', ({ assert }) => {
    const { diagnostics, compiled } = compileState(HEAD, {
      base: {
        plan: {
          name: 'countrywide/plan.rate',
          text: BASE.replace('hull_factor[hull]', 'hul[hull]'),
        },
        tables: { 'length.csv': 'feet,factor\nunder 30,1.0\n30 and over,1.1\n' },
      },
    })
    assert.isNull(compiled)
    assert.equal(diagnostics[0]?.span.source, 'countrywide/plan.rate')
  })

  test('its exceptions stand in the canonical layout', ({ assert }) => {
    const text = `plan p\n  of a\n  extends   b\n\nremove   rule  R-1\nremove step "A"\ninsert after step "B"\n  plus 1.00\n`
    assert.equal(
      format({ name: 'p.rate', text }).text,
      `plan p\n  of       a\n  extends  b\n\nremove rule R-1\nremove step "A"\n\ninsert after step "B"\n  plus  1.00\n`
    )
  })
})
