import { test } from '@japa/runner'
import { withCheckDigit } from '#rules/index'
import { decodeVin } from '#services/vehicles/decode_vin'

/** Check digits are set here, so that each VIN reads as its vehicle does: maker, model, year. */
const VEHICLES = [
  { vin: '1HGCM82633A004352', year: 2003, make: 'Honda', model: 'Accord' },
  { vin: withCheckDigit('5YJ3E1EA0KF317000'), year: 2019, make: 'Tesla', model: 'Model 3' },
  { vin: withCheckDigit('1FTEW1EP0KFA00001'), year: 2019, make: 'Ford', model: 'F-150' },
  { vin: withCheckDigit('JTDKARFU0K3000001'), year: 2019, make: 'Toyota', model: 'Prius' },
  { vin: withCheckDigit('1C4RJFBG0KC000001'), year: 2019, make: 'Jeep', model: 'Grand Cherokee' },
] as const

test.group('A VIN', () => {
  test('{vin} is of the {year} {make} {model}')
    .with([...VEHICLES])
    .run(({ assert }, { vin, ...vehicle }) => {
      assert.deepEqual(decodeVin(vin), vehicle)
    })

  test('of a maker that no list has still tells its year, in the cycle that its seventh place says', ({
    assert,
  }) => {
    const unknown = { make: null, model: null }
    assert.deepEqual(decodeVin(withCheckDigit('ZZZZZZ1Z0K0000001')), { year: 1989, ...unknown })
    assert.deepEqual(decodeVin(withCheckDigit('ZZZZZZZZ0K0000001')), { year: 2019, ...unknown })
  })

  test('with a wrong check digit, or that is none, is not decoded', ({ assert }) => {
    assert.isNull(decodeVin('1HGCM82643A004352'))
    assert.isNull(decodeVin('1HGCM82633A00435'))
    assert.isNull(decodeVin('1HGCM82633A00435I'))
    assert.isNull(decodeVin(withCheckDigit('1HGCM8260UA004352')))
  })
})
