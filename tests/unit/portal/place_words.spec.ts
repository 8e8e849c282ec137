import { test } from '@japa/runner'
import { placeWords } from '../../../resources/portal/modules/quotes/revise/place_words.ts'
import { personalAutoShape } from '#tests/support/personal_auto_shape'

test.group('The place of an answer in words', () => {
  test('is the title of its field, with whose it is', ({ assert }) => {
    const words = (pointer: string) => placeWords(pointer, personalAutoShape.policy)
    assert.equal(words('/policy/garaging_zip'), 'garaging zip')
    assert.equal(words('/drivers/1/born_on'), 'Driver 2: born on')
    assert.equal(words('/drivers/0/violations/2/kind'), 'Driver 1: Violation 3: kind')
  })

  test('names what has no title as it stands in the facts', ({ assert }) => {
    assert.equal(placeWords('/policy/nothing', personalAutoShape.policy), 'nothing')
    assert.equal(placeWords('/drivers', personalAutoShape.policy), 'drivers')
  })
})
