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

  test('applies steps under a condition of its own', ({ assert }) => {
    const compilation = compileState(
      `${HEAD}apply steps "Hull" to "Discounts" only when coverage is HULL\napply step "Length" only when feet > 20\n`
    )
    assert.deepEqual(compilation.diagnostics, [])
    const steps = programOf(compilation).premiums[0]?.steps ?? []
    const applying = new Map(steps.map(({ name, coverages, rule }) => [name, { coverages, rule }]))
    assert.deepInclude(applying.get('Base'), { coverages: null, rule: null })
    assert.deepInclude(applying.get('Hull'), { coverages: ['HULL'], rule: null })
    assert.deepInclude(applying.get('Discounts'), { coverages: ['HULL'], rule: null })
    assert.isString(applying.get('Length')?.rule)
    assert.deepInclude(applying.get('Rounding'), { coverages: null, rule: null })
  })

  test('reads its own file where a table of the countrywide plan names one like it', ({
    assert,
  }) => {
    const own = { 'length.csv': 'feet,factor\nunder 30,2.0\n30 and over,2.1\n' }
    const { tables } = programOf(compileState(HEAD, { tables: own }))
    const length = tables.find(({ name }) => name === 'length_factor')
    assert.equal(length?.file, 'length.csv')
    assert.deepEqual(
      length?.rows.map(({ values }) => values),
      [['2.0'], ['2.1']]
    )
  })

  test('does not carry what nothing of it speaks of, and needs no file for it', ({ assert }) => {
    const compilation = compileState(`${HEAD}remove step "Length"\nremove rule R-2\n`, {
      base: { plan: { name: 'countrywide/plan.rate', text: BASE }, tables: {} },
    })
    assert.deepEqual(compilation.diagnostics, [])
    const { tables, values } = programOf(compilation)
    assert.deepEqual(
      [...tables, ...values].map(({ name }) => name),
      ['hull_factor']
    )
  })

  test('needs the file of a table that it does use, in one of the two folders', ({ assert }) => {
    const { compiled, diagnostics } = compileState(HEAD, {
      base: { plan: { name: 'countrywide/plan.rate', text: BASE }, tables: {} },
    })
    assert.isNull(compiled)
    assert.include(diagnostics[0]?.message, 'length.csv')
  })

  test('its exceptions stand in the canonical layout', ({ assert }) => {
    const text = `plan p\n  of a\n  extends   b\n\nremove   rule  R-1\nremove step "A"\ninsert after step "B"\n  plus 1.00\n`
    assert.equal(
      format({ name: 'p.rate', text }).text,
      `plan p\n  of       a\n  extends  b\n\nremove rule R-1\nremove step "A"\n\ninsert after step "B"\n  plus  1.00\n`
    )
  })
})
