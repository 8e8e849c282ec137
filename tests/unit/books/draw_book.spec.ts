import { test } from '@japa/runner'
import { validateFacts } from '#rules/index'
import { drawRiskNumbered } from '#services/books/draw_book'
import type { BookRecipe } from '#services/books/draw_book'
import { BookProblem, readSpreads } from '#services/books/read_spreads'
import { texasBook } from '#tests/support/texas_book'

test.group('A book of business', () => {
  test('has the same risks for the same seed, in any order, and others for another', async ({
    assert,
  }) => {
    const recipe = await texasBook(7)
    const forward = [1, 2, 3].map((number) => drawRiskNumbered(recipe, number))
    const backward = [3, 2, 1].map((number) => drawRiskNumbered(recipe, number)).reverse()
    assert.deepEqual(forward, backward)
    assert.notDeepEqual(drawRiskNumbered(await texasBook(8), 1), forward[0])
    assert.notDeepEqual(forward[0], forward[1])
  })

  test('holds only risks that the plan takes, from the whole state', async ({ assert }) => {
    const recipe = await texasBook(7)
    const zips = new Set<unknown>()
    for (let number = 1; number <= 500; number++) {
      const facts = drawRiskNumbered(recipe, number)
      assert.isTrue(validateFacts(recipe.shape, facts).ok)
      zips.add(facts.policy['garaging_zip'])
    }
    assert.isAbove(zips.size, 250)
  })

  test('answers a question as often as the weights of its table say', async ({ assert }) => {
    const answers = {
      'policy.garaging_zip': {
        file: 'zips.csv',
        column: 'zip',
        by: 'area',
        weights: { town: 3 },
        otherwise: 1,
      },
    }
    const tables = { 'zips.csv': 'zip,area\n73301,town\n73344,town\n75001,land\n' }
    const recipe = { ...(await texasBook(1)), spreads: readSpreads(answers, tables) }
    const town = Array.from({ length: 400 }, (_, index) => drawRiskNumbered(recipe, index + 1))
      .map(({ policy }) => policy['garaging_zip'])
      .filter((zip) => zip !== '75001')
    assert.isAbove(town.length, 250)
    assert.isBelow(town.length, 350)
    assert.sameMembers([...new Set(town)], ['73301', '73344'])
  })

  test('says which table, column or question is not there', async ({ assert }) => {
    const spread = { file: 'a.csv', column: 'zip', by: 'area', weights: {}, otherwise: 1 }
    const read = (tables: Record<string, string>) => () =>
      readSpreads({ 'policy.x': spread }, tables)
    assert.throws(
      read({}),
      'The book reads the table a.csv, which is not there or can not be read.'
    )
    assert.throws(read({ 'a.csv': 'code,area\n1,a\n' }), /has no column "zip"/)
    assert.throws(read({ 'a.csv': 'zip,code\n1,a\n' }), /has no column "area"/)
    const recipe = {
      ...(await texasBook(1)),
      spreads: readSpreads({ 'policy.shoe_size': { weights: { 44: 1 } } }, {}),
    }
    assert.throws(() => drawRiskNumbered(recipe, 1), BookProblem, 'policy.shoe_size')
  })

  test('gives up with the reason where every attempt breaks a check of the product', async ({
    assert,
  }) => {
    const recipe: BookRecipe = {
      ...(await texasBook(1)),
      settle: (facts) => ({ ...facts, policy: { ...facts.policy, garaging_zip: 'nowhere' } }),
    }
    assert.throws(() => drawRiskNumbered(recipe, 5), /Risk 5 .* policy\.garaging_zip/)
  })
})
