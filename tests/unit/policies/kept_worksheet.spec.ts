import { test } from '@japa/runner'
import { packWorksheet, unpackWorksheet } from '#services/policies/kept_worksheet'

test.group('A kept worksheet', () => {
  test('comes back byte for byte, whatever is written in it', ({ assert }) => {
    for (const json of [
      '',
      '{}',
      '{"title":"Zoë \\u0000 𝄞"}',
      JSON.stringify(Array(9000).fill('0.940')),
    ]) {
      assert.equal(unpackWorksheet(packWorksheet(json)), json)
    }
  })

  test('is smaller than its text by far, since its lines are alike', ({ assert }) => {
    const lines = Array.from({ length: 400 }, (_, step) => ({
      step: `step ${step}`,
      operand: '0.940',
    }))
    const json = JSON.stringify(lines)
    assert.isBelow(packWorksheet(json).length, json.length / 5)
  })

  test('is not read where a part of it is missing or changed', ({ assert }) => {
    const packed = packWorksheet('{"total":"1.50"}')
    assert.throws(() => unpackWorksheet(packed.subarray(0, -3)))
    assert.throws(() => unpackWorksheet(Buffer.from('{"total":"1.50"}')))
  })
})
