import { readFile } from 'node:fs/promises'

import { test } from '@japa/runner'

import { territoryCsv } from '#plugins/territories/print_territories'
import texas from '#plugins/tx/territories'

interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

interface Band {
  readonly from: number
  /** The first number that no longer belongs to the band. */
  readonly until: number
}

const COVERAGES = ['BI', 'PD', 'PIP', 'UM', 'COMP', 'COLL']

const FACTOR_TABLES: Readonly<Record<string, number>> = {
  class: 2,
  points: 1,
  symbol: 1,
  vehicle_age: 1,
  mileage: 1,
  use: 1,
  tier_factor: 1,
  limit: 2,
  deductible: 2,
}

const INTEGER_TABLES: Readonly<Record<string, number>> = { violation_points: 1, tier: 2 }

/** How many leading columns are keys, by table. */
const KEYS: Readonly<Record<string, number>> = {
  territory: 1,
  base_rate: 1,
  ...FACTOR_TABLES,
  ...INTEGER_TABLES,
}

function fileOf(folder: string, path: string): URL {
  return new URL(`../../../plugins/${folder}/${path}`, import.meta.url)
}

/** A file of Texas, or of all states where Texas has none of its own. */
function file(path: string): Promise<string> {
  return readFile(fileOf('tx', path), 'utf8').catch(() =>
    readFile(fileOf('countrywide', path), 'utf8')
  )
}

async function table(name: string): Promise<Table> {
  const text = await file(`tables/${name}.csv`)
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  return { header, rows }
}

function column({ header, rows }: Table, name: string): readonly string[] {
  const at = header.indexOf(name)
  return rows.map((row) => row[at] ?? '')
}

function distinct(cells: readonly string[]): readonly string[] {
  return [...new Set(cells)]
}

/** A written decimal in ten-thousandths, so that factors compare exactly. */
function exact(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(4, '0'))
}

function rises(decimals: readonly string[]): boolean {
  return decimals.slice(1).every((cell, index) => exact(cell) > exact(decimals[index] ?? ''))
}

function falls(decimals: readonly string[]): boolean {
  return rises(decimals.toReversed())
}

function band(cell: string): Band {
  const words = /^(?:under (?<below>\d+)|(?<from>\d+)(?: (?<how>to|up to|and over) ?(?<to>\d+)?)?)$/
  const { below, from, how, to } = words.exec(cell)?.groups ?? {}
  if (below !== undefined) return { from: Number.NEGATIVE_INFINITY, until: Number(below) }
  switch (how) {
    case 'and over':
      return { from: Number(from), until: Number.POSITIVE_INFINITY }
    case 'up to':
      return { from: Number(from), until: Number(to) }
    case 'to':
      return { from: Number(from), until: Number(to) + 1 }
    default:
      return { from: Number(from), until: Number(from) + 1 }
  }
}

/** Where the bands stop meeting each other or the two ends of the range; empty when gapless. */
function breaks(cells: readonly string[], first: number, last: number): readonly string[] {
  const bands = cells.map((cell) => ({ cell, ...band(cell) }))
  const inside = bands
    .slice(1)
    .filter(({ from }, index) => from !== bands[index]?.until)
    .map(({ cell }) => cell)
  const start = bands.slice(0, 1).filter(({ from }) => !(from <= first))
  const end = bands.slice(-1).filter(({ until }) => !(until > last))
  return [...start.map(({ cell }) => cell), ...inside, ...end.map(({ cell }) => cell)]
}

test.group('Texas tables: territories', () => {
  test('downtown, suburb and county land where the guide says', async ({ assert }) => {
    const { rows } = await table('territory')
    const territoryOf = Object.fromEntries(rows)
    assert.equal(territoryOf['78701'], 'T17', 'downtown Austin')
    assert.equal(territoryOf['77002'], 'T01', 'downtown Houston')
    assert.equal(territoryOf['75201'], 'T26', 'downtown Dallas')
    assert.equal(territoryOf['78205'], 'T21', 'downtown San Antonio')
    assert.equal(territoryOf['76102'], 'T31', 'downtown Fort Worth')
    assert.equal(territoryOf['79401'], 'T55', 'Lubbock')
    assert.equal(territoryOf['79901'], 'T47', 'downtown El Paso')
    assert.equal(territoryOf['75023'], 'T34', 'Plano')
  })

  test('a county that no territory lists is refused by name', ({ assert }) => {
    const place = { zip: '00000', county: 'Nowhere', latitude: 31, longitude: -98 }
    assert.throws(() => territoryCsv(texas, [place]), 'Nowhere County has no territory')
  })
})

test.group('Texas tables: how they are written', () => {
  for (const [name, keys] of Object.entries(KEYS)) {
    test(`${name}.csv is plain, rectangular and repeats no key`, async ({ assert }) => {
      const text = await file(`tables/${name}.csv`)
      assert.match(text, /^[\w /.,\n]+\n$/, 'no quotes, no signs, LF, a last newline')
      assert.notMatch(text, /^$\n|, | ,|,,|^,|,$/m, 'no blank line or cell, no padded cell')

      const { header, rows } = await table(name)
      assert.equal(distinct(header).length, header.length)
      assert.isEmpty(rows.filter((row) => row.length !== header.length))
      const combinations = rows.map((row) => row.slice(0, keys).join(','))
      assert.equal(distinct(combinations).length, combinations.length)
    })
  }

  test('every base rate is money with two decimals', async ({ assert }) => {
    const { rows } = await table('base_rate')
    const rates = rows.flatMap((row) => row.slice(1))
    assert.isEmpty(rates.filter((cell) => !/^[1-9]\d*\.\d{2}$/.test(cell)))
  })

  for (const [name, keys] of Object.entries(FACTOR_TABLES)) {
    test(`every factor of ${name}.csv has three or four decimals and is above zero`, async ({
      assert,
    }) => {
      const { rows } = await table(name)
      const factors = rows.flatMap((row) => row.slice(keys))
      const isFactor = (cell: string) => /^\d+\.\d{3,4}$/.test(cell) && exact(cell) > 0n
      assert.isEmpty(factors.filter((cell) => !isFactor(cell)))
    })
  }

  for (const [name, keys] of Object.entries(INTEGER_TABLES)) {
    test(`every value of ${name}.csv is a whole number`, async ({ assert }) => {
      const { rows } = await table(name)
      const values = rows.flatMap((row) => row.slice(keys))
      assert.isEmpty(values.filter((cell) => !/^\d+$/.test(cell)))
    })
  }
})

test.group('Texas tables: complete', () => {
  test('ages run from 14 to 110 without a gap, for every marital status', async ({ assert }) => {
    const { header, rows } = await table('class')
    assert.deepEqual(header, ['age', 'marital_status', ...COVERAGES])
    for (const status of ['single', 'married', 'widowed', 'divorced']) {
      const ages = rows.filter(([, cell]) => cell === status).map(([age = '']) => age)
      assert.isEmpty(breaks(ages, 14, 110))
      assert.lengthOf(ages, 15)
    }
    assert.lengthOf(rows, 4 * 15)
  })

  test('violation points know four kinds and every number of years', async ({ assert }) => {
    const points = await table('violation_points')
    assert.deepEqual(column(points, 'kind'), ['minor', 'major', 'at_fault', 'dui'])
    assert.isEmpty(breaks(points.header.slice(1), 0, 99))
  })

  test('points, vehicle ages and miles run from zero without a gap or an end', async ({
    assert,
  }) => {
    for (const [name, key] of [
      ['points', 'points'],
      ['vehicle_age', 'vehicle_age'],
      ['mileage', 'annual_miles'],
    ] as const) {
      assert.isEmpty(breaks(column(await table(name), key), 0, 100_000), name)
    }
  })

  test('a next-year model falls in the first vehicle age', async ({ assert }) => {
    const [first = ''] = column(await table('vehicle_age'), 'vehicle_age')
    assert.equal(band(first).from, Number.NEGATIVE_INFINITY)
  })

  test('scores run from 200 to 997 without a gap, for every prior cover and for none given', async ({
    assert,
  }) => {
    const { header, rows } = await table('tier')
    assert.deepEqual(header, ['insurance_score', 'prior_cover', 'tier'])
    for (const prior of ['none', 'lapsed', 'continuous']) {
      const scores = rows.filter(([, cell]) => cell === prior).map(([score = '']) => score)
      assert.equal(scores.at(-1), 'not given')
      assert.isEmpty(breaks(scores.slice(0, -1), 200, 997))
    }
    assert.lengthOf(rows, 3 * 17)
  })

  test('there are 20 tiers, each reached and each with factors', async ({ assert }) => {
    const numbers = Array.from({ length: 20 }, (_, index) => String(index + 1))
    assert.sameMembers([...distinct(column(await table('tier'), 'tier'))], numbers)
    const factors = await table('tier_factor')
    assert.deepEqual(column(factors, 'tier'), numbers)
    assert.deepEqual(factors.header, ['tier', ...COVERAGES])
  })

  test('there are 27 symbols, with factors for damage to the vehicle alone', async ({ assert }) => {
    const symbols = await table('symbol')
    assert.deepEqual(
      column(symbols, 'symbol'),
      Array.from({ length: 27 }, (_, index) => String(index + 1))
    )
    assert.deepEqual(symbols.header, ['symbol', 'COMP', 'COLL'])
    const ages = await table('vehicle_age')
    assert.deepEqual(ages.header, ['vehicle_age', 'COMP', 'COLL'])
  })

  test('every territory has a base rate for every coverage', async ({ assert }) => {
    const rates = await table('base_rate')
    assert.deepEqual(rates.header, ['territory', ...COVERAGES])
  })

  test('every use has a factor for every coverage, miles for all but comprehensive', async ({
    assert,
  }) => {
    const use = await table('use')
    assert.deepEqual(column(use, 'use'), ['pleasure', 'commute', 'business'])
    assert.deepEqual(use.header, ['use', ...COVERAGES])
    const byMiles = COVERAGES.filter((coverage) => coverage !== 'COMP')
    const mileage = await table('mileage')
    assert.deepEqual(mileage.header, ['annual_miles', ...byMiles])
    const points = await table('points')
    assert.deepEqual(points.header, ['points', ...COVERAGES])
  })

  test('every limit and deductible that Texas sells has a factor', async ({ assert }) => {
    const pairs = async (name: string) => {
      const { rows } = await table(name)
      return rows.map(([coverage, choice]) => `${coverage} ${choice}`)
    }
    assert.deepEqual(await pairs('limit'), [
      ...['BI 30/60', 'BI 50/100', 'BI 100/300', 'BI 250/500'],
      ...['PD 25000', 'PD 50000', 'PD 100000'],
      ...['PIP 2500', 'PIP 5000', 'PIP 10000'],
      ...['UM 30/60', 'UM 50/100', 'UM 100/300', 'UM 250/500'],
    ])
    assert.deepEqual(await pairs('deductible'), [
      ...['COMP 100', 'COMP 250', 'COMP 500', 'COMP 1000'],
      ...['COLL 250', 'COLL 500', 'COLL 1000', 'COLL 2500'],
    ])
  })

  test('a band that leaves out a number, repeats one or ends early is seen', ({ assert }) => {
    assert.deepEqual(breaks(['14 to 16', '18 and over'], 14, 110), ['18 and over'])
    assert.deepEqual(breaks(['0 up to 3', '2 and over'], 0, 99), ['2 and over'])
    assert.deepEqual(breaks(['under 1', '1'], 0, 99), ['1'])
    assert.deepEqual(breaks(['sixteen'], 0, 99), ['sixteen', 'sixteen'])
  })
})

test.group('Texas tables: sensible', () => {
  test('more points, more miles, a higher symbol or a worse tier never cost less', async ({
    assert,
  }) => {
    for (const name of ['points', 'mileage', 'symbol', 'tier_factor']) {
      const factors = await table(name)
      for (const coverage of factors.header.slice(1)) {
        assert.isTrue(rises(column(factors, coverage)), `${name} ${coverage}`)
      }
    }
  })

  test('an older vehicle costs less to insure against damage', async ({ assert }) => {
    const factors = await table('vehicle_age')
    for (const coverage of ['COMP', 'COLL']) assert.isTrue(falls(column(factors, coverage)))
  })

  test('a higher limit costs more and a higher deductible less', async ({ assert }) => {
    const limits = await table('limit')
    for (const coverage of ['BI', 'PD', 'PIP', 'UM']) {
      const factors = limits.rows
        .filter(([cell]) => cell === coverage)
        .map(([, , cell = '']) => cell)
      assert.isTrue(rises(factors), coverage)
    }
    const deductibles = await table('deductible')
    for (const coverage of ['COMP', 'COLL']) {
      const factors = deductibles.rows
        .filter(([cell]) => cell === coverage)
        .map(([, , cell = '']) => cell)
      assert.isTrue(falls(factors), coverage)
    }
  })

  test('a violation weighs less as years pass, and a graver one never weighs less', async ({
    assert,
  }) => {
    const { rows } = await table('violation_points')
    const points = (kind: string) => (rows.find(([cell]) => cell === kind) ?? []).slice(1)
    for (const [, ...cells] of rows) {
      const fades = cells.slice(1).every((cell, index) => exact(cell) <= exact(cells[index] ?? ''))
      assert.isTrue(fades)
      assert.isTrue(exact(cells[0] ?? '') > exact(cells.at(-1) ?? ''))
    }
    for (const [lesser, graver] of [
      ['minor', 'at_fault'],
      ['at_fault', 'major'],
      ['major', 'dui'],
    ] as const) {
      const least = points(lesser)
      assert.isTrue(points(graver).every((cell, index) => exact(cell) >= exact(least[index] ?? '')))
    }
  })

  test('a better score or unbroken prior cover gives a better tier', async ({ assert }) => {
    const { rows } = await table('tier')
    for (const prior of ['none', 'lapsed', 'continuous']) {
      const tiers = rows.filter(([score, cell]) => cell === prior && score !== 'not given')
      assert.isTrue(falls(tiers.map(([, , tier = '']) => tier)), prior)
    }
    for (const score of distinct(rows.map(([cell = '']) => cell))) {
      const tiers = rows.filter(([cell]) => cell === score).map(([, prior, tier]) => [prior, tier])
      assert.deepEqual(
        tiers.map(([prior]) => prior),
        ['none', 'lapsed', 'continuous']
      )
      assert.isTrue(falls(tiers.map(([, tier = '']) => tier)), score)
    }
  })

  test('no score given is neutral: it rates as the middle score does, at 1.000', async ({
    assert,
  }) => {
    const { rows } = await table('tier')
    const tiers = (score: string) => rows.filter(([cell]) => cell === score).map((row) => row[2])
    assert.deepEqual(tiers('not given'), tiers('650 to 679'))

    const neutral = tiers('not given').at(-1)
    const factors = await table('tier_factor')
    const row = factors.rows.find(([tier]) => tier === neutral)
    assert.deepEqual(row, [neutral, ...COVERAGES.map(() => '1.000')])
  })

  test('the choices that base rates are made for have the factor 1.000', async ({ assert }) => {
    const has = async (name: string, row: string) => {
      const text = await file(`tables/${name}.csv`)
      assert.include(text.split('\n'), row)
    }
    await has('limit', 'BI,30/60,1.000')
    await has('limit', 'PD,25000,1.000')
    await has('limit', 'PIP,2500,1.000')
    await has('limit', 'UM,30/60,1.000')
    await has('deductible', 'COMP,500,1.000')
    await has('deductible', 'COLL,500,1.000')
    await has('symbol', '11,1.000,1.000')
    await has('vehicle_age', '4,1.000,1.000')
    await has('points', '0,1.000,1.000,1.000,1.000,1.000,1.000')
    await has('mileage', '10000 to 12499,1.000,1.000,1.000,1.000,1.000')
    await has('use', 'commute,1.000,1.000,1.000,1.000,1.000,1.000')
  })

  test('a year of every coverage costs 1,400.00 to 2,200.00 at the mean of all ZIP codes', async ({
    assert,
  }) => {
    const { rows } = await table('base_rate')
    const base = new Map(
      rows.map(([name = '', ...rates]) => [
        name,
        rates.reduce((sum, rate) => sum + exact(rate), 0n),
      ])
    )
    const assigned = column(await table('territory'), 'territory')
    const sum = assigned.reduce((total, name) => total + (base.get(name) ?? 0n), 0n)
    const mean = sum / BigInt(assigned.length)
    assert.isTrue(mean >= exact('1400') && mean <= exact('2200'), `${mean} ten-thousandths`)
  })

  test('hail makes comprehensive dearer in Lubbock than in El Paso, traffic injury dearer in Houston', async ({
    assert,
  }) => {
    const rates = await table('base_rate')
    const rate = (name: string, coverage: string) =>
      exact(column(rates, coverage)[column(rates, 'territory').indexOf(name)] ?? '')
    assert.isTrue(rate('T55', 'COMP') > 2n * rate('T47', 'COMP'))
    assert.isTrue(rate('T02', 'BI') > 2n * rate('T58', 'BI'))
  })
})
