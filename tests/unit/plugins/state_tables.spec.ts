import { test } from '@japa/runner'

import { placesOf } from '#plugins/territories/places_of'
import { territoryCsv, territoryGuide } from '#plugins/territories/print_territories'
import type { StateTerritories } from '#plugins/territories/territory'
import { stateFile, statePlans, tableOf } from '#tests/support/state_plans'

/** A decimal in ten-thousandths, so that factors compare exactly. */
function exact(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(4, '0'))
}

function rises(decimals: readonly string[]): boolean {
  return decimals.slice(1).every((cell, index) => exact(cell) > exact(decimals[index] ?? ''))
}

for (const plan of statePlans()) {
  const { folder } = plan

  test.group(`Tables of ${folder}`, (group) => {
    let state: StateTerritories
    group.setup(async () => {
      const module: { default: StateTerritories } = await import(
        `../../../plugins/${folder}/territories.ts`
      )
      state = module.default
    })

    const column = (name: string, at: number) =>
      tableOf(plan, name)
        .slice(1)
        .map((row) => row[at] ?? '')

    test('every ZIP code of the state has exactly one territory, as its maker makes them', ({
      assert,
    }) => {
      const places = placesOf(state.code)
      assert.deepEqual(
        column('territory', 0),
        places.map(({ zip }) => zip)
      )
      assert.equal(stateFile(folder, 'tables/territory.csv'), territoryCsv(state, places))
      assert.equal(stateFile(folder, 'territories.md'), territoryGuide(state, places))
    })

    test('there are at least 40 territories, each with a ZIP code and a base rate', ({
      assert,
    }) => {
      const names = state.territories.map(({ name }) => name).toSorted()
      assert.isAtLeast(names.length, 40)
      assert.deepEqual([...new Set(column('territory', 1))].toSorted(), names)
      assert.deepEqual(column('base_rate', 0), names)
    })

    test('a year of the six usual coverages costs 900.00 to 4,500.00 at the mean of all ZIP codes', ({
      assert,
    }) => {
      const [header = [], ...rows] = tableOf(plan, 'base_rate')
      const usual = ['BI', 'PD', 'PIP', 'UM', 'COMP', 'COLL'].map((name) => header.indexOf(name))
      const base = new Map(
        rows.map((row) => [row[0], usual.reduce((sum, at) => sum + exact(row[at] ?? ''), 0n)])
      )
      const assigned = column('territory', 1)
      const sum = assigned.reduce((total, name) => total + (base.get(name) ?? 0n), 0n)
      const mean = sum / BigInt(assigned.length)
      assert.isTrue(mean >= exact('900') && mean <= exact('4500'), `${mean} ten-thousandths`)
    })

    test('more points, more miles or a higher symbol never cost less', ({ assert }) => {
      for (const name of ['points', 'mileage', 'symbol']) {
        const [header = []] = tableOf(plan, name)
        for (const [at, coverage] of header.entries()) {
          if (at > 0) assert.isTrue(rises(column(name, at)), `${name} ${coverage}`)
        }
      }
    })

    test('a higher limit costs more and a higher deductible less', ({ assert }) => {
      const factors = (name: string, coverage: string) =>
        tableOf(plan, name)
          .filter(([cell]) => cell === coverage)
          .map(([, , cell = '']) => cell)
      for (const coverage of new Set(column('limit', 0))) {
        assert.isTrue(rises(factors('limit', coverage)), coverage)
      }
      for (const coverage of new Set(column('deductible', 0))) {
        assert.isTrue(rises(factors('deductible', coverage).toReversed()), coverage)
      }
    })
  })
}
