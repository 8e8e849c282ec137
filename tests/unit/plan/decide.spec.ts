import { test } from '@japa/runner'
import { decide } from '#rules/plan/decide'
import type { Value } from '#rules/plan/model'
import {
  all,
  anyOf,
  cased,
  choiceField,
  compared,
  constant,
  letValue,
  moneyField,
  not,
  oneOf,
  plainWorld,
  wholeField,
  yesNoField,
} from '#tests/support/plain_values'

const age = wholeField('age', 16, 90)
const kind = choiceField('kind', ['minor', 'major'])
const owner = yesNoField('owner')
const value = moneyField('value', '100.00', '500.00')
const yes = constant(true)
const no = constant(false)

function decided(condition: Value, lets: Readonly<Record<string, Value>> = {}): boolean | null {
  return decide(condition, null, plainWorld(lets))
}

test.group('Deciding a condition', () => {
  test('the bounds of an answer decide a comparison', ({ assert }) => {
    assert.isTrue(decided(compared(age, '>=', '16')))
    assert.isFalse(decided(compared(age, '<', '16')))
    assert.isFalse(decided(compared(age, 'is', '91')))
    assert.isTrue(decided(compared(value, '<=', '500')))
    assert.isNull(decided(compared(age, '>', '16')))
    assert.isNull(decided(compared(value, '<', '500')))
  })

  test('the choices of an answer decide whether it is one of some', ({ assert }) => {
    assert.isTrue(decided(oneOf(kind, ['minor', 'major', 'other'])))
    assert.isFalse(decided(oneOf(kind, ['other'])))
    assert.isTrue(decided(oneOf(kind, ['other'], true)))
    assert.isNull(decided(oneOf(kind, ['minor'])))
  })

  test('"and", "or" and "not" are decided by their parts', ({ assert }) => {
    const always = compared(age, '>=', '16')
    assert.isFalse(decided(all(owner, not(always))))
    assert.isTrue(decided(anyOf(owner, always)))
    assert.isNull(decided(all(owner, always)))
    assert.isNull(decided(anyOf(owner, not(always))))
    assert.isNull(decided(not(owner)))
  })

  test('two demands on one answer that no answer meets are a contradiction', ({ assert }) => {
    assert.isFalse(decided(all(compared(age, '<', '20'), compared(age, '>', '30'))))
    assert.isNull(decided(all(compared(age, '>', '20'), compared(age, '<', '30'))))
  })
})

test.group('Deciding cases', () => {
  test('all of whose values are alike come to that', ({ assert }) => {
    assert.isTrue(decided(cased([[owner, yes]], yes)))
    assert.isFalse(decided(cased([[owner, no]], no)))
    assert.isNull(decided(cased([[owner, yes]], no)))
  })

  test('leave out a case that never holds, and all behind one that always does', ({ assert }) => {
    const never = compared(age, '<', '16')
    const always = compared(age, '>=', '16')
    assert.isTrue(decided(cased([[never, no]], yes)))
    assert.isTrue(decided(cased([[always, yes]], no)))
    assert.isFalse(
      decided(
        cased([
          [owner, no],
          [always, no],
          [owner, yes],
        ])
      )
    )
    assert.isNull(
      decided(
        cased([
          [owner, yes],
          [always, no],
        ])
      )
    )
  })

  test('are looked into through a let, and where a case is undecided so are they', ({ assert }) => {
    const lets = { sound: cased([[owner, yes]], compared(age, '<=', '90')) }
    assert.isTrue(decided(letValue('sound'), lets))
    assert.isFalse(decided(not(letValue('sound')), lets))
    assert.isNull(decided(letValue('sound'), { sound: cased([[owner, yes]], owner) }))
  })

  test('bound a number that is compared', ({ assert }) => {
    const number = { kind: 'factor' } as const
    const rate = cased([[owner, constant('0.5')]], constant('0.75'))
    const lets = { rate: { ...rate, type: number } }
    assert.isTrue(decided(compared(letValue('rate', number), '<', '1'), lets))
    assert.isFalse(decided(compared(letValue('rate', number), '>', '0.75'), lets))
    assert.isNull(decided(compared(letValue('rate', number), '<', '0.75'), lets))
  })
})
