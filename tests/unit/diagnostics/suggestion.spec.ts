import { test } from '@japa/runner'
import { suggest } from '#rules/diagnostics/suggestion'

test.group('Suggestions', () => {
  test('{name} is meant for {meant}')
    .with([
      { name: 'tabel', meant: 'table' },
      { name: 'lte', meant: 'let' },
      { name: 'Premium', meant: 'premium' },
      { name: 'exmaple', meant: 'example' },
      { name: 'territory_factors', meant: 'territory_factor' },
    ])
    .run(({ assert }, { name, meant }) => {
      const candidates = ['table', 'let', 'premium', 'example', 'territory_factor', 'fee']
      assert.equal(suggest(name, candidates), meant)
    })

  test('the nearest of several is offered', ({ assert }) => {
    assert.equal(suggest('limmit', ['lime', 'limit', 'summit']), 'limit')
  })

  test('nothing is offered where nothing is near, for long names, or for the name itself', ({
    assert,
  }) => {
    assert.isUndefined(suggest('wenn', ['table', 'premium']))
    assert.isUndefined(suggest('a'.repeat(100), ['a'.repeat(99)]))
    assert.isUndefined(suggest('table', ['table']))
    assert.isUndefined(suggest('', ['a']))
  })
})
