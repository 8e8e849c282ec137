import { test } from '@japa/runner'
import type { Questions } from '../../../resources/portal/client/draft_types.ts'
import { subtract } from '../../../resources/portal/format/subtract.ts'
import { firstDifference } from '../../../resources/portal/modules/quotes/wizard/first_difference.ts'
import {
  firstObstacle,
  withFirstEntities,
  wizardSteps,
} from '../../../resources/portal/modules/quotes/wizard/steps.ts'
import { actionsFor } from '../../../resources/portal/shell/actions.ts'
import { personalAutoShape } from '#tests/support/personal_auto_shape'

/** A question of a driver that must be answered, and is or is not. */
function ask(name: string, answered: boolean) {
  const type = { kind: 'text', maxLength: 80 } as const
  const place = { pointer: `/drivers/0/${name}`, title: name, type }
  return { ...place, answered, needed: true, relevant: null }
}

const QUESTIONS: Questions = {
  programHash: '',
  complete: false,
  assumed: [{ pointer: '/drivers/0/use', title: 'Use', value: 'commute' }],
  rating: null,
  steps: [
    { name: 'policy', list: null, complete: true, questions: [], errors: [] },
    {
      name: 'driver',
      list: 'drivers',
      complete: false,
      questions: [ask('name', true), ask('born_on', false)],
      errors: [{ pointer: '/drivers/0/born_on', code: 'required', message: '', help: null }],
    },
  ],
}

test.group('The parts of the wizard', () => {
  test('amounts are subtracted to the last digit, however long they are', ({ assert }) => {
    assert.equal(subtract('778.50', '812.5'), '-34.00')
    assert.equal(subtract('0.10', '0.3'), '-0.20')
    assert.equal(subtract('90071992547409931.01', '0.02'), '90071992547409930.99')
    assert.equal(subtract('5', '5'), '0')
  })

  test('the first answer that differs is found by its place', ({ assert }) => {
    const facts = { policy: { term: 6 }, drivers: [{ name: 'Ann' }, {}] }
    const other = { policy: { term: 6 }, drivers: [{ name: 'Ann' }, { name: 'Bo' }] }
    assert.equal(firstDifference(facts, other), '/drivers/1/name')
    assert.isNull(firstDifference(facts, structuredClone(facts)))
  })

  test('each list that needs an entity has a first one, and what is there stays', ({ assert }) => {
    const filled = withFirstEntities(personalAutoShape.policy, { vehicles: [{ use: 'commute' }] })
    assert.deepEqual(filled, { policy: {}, drivers: [{}], vehicles: [{ use: 'commute' }] })
  })

  test('the pages say what is missing and what is assumed; the essentials count all of it', ({
    assert,
  }) => {
    const steps = wizardSteps(personalAutoShape.policy, QUESTIONS)
    const told = steps.map(({ key, missing, assumed }) => [key, missing, assumed])
    assert.deepEqual(told, [
      ['start', 1, 0],
      ['policy', 0, 0],
      ['drivers', 1, 1],
      ['review', 1, 1],
    ])
  })

  test('what keeps a draft from its price is the first answer that is missing or wrong', ({
    assert,
  }) => {
    assert.equal(firstObstacle(QUESTIONS), '/drivers/0/born_on')
    assert.isNull(firstObstacle({ ...QUESTIONS, steps: [] }))
  })

  test('an action is found by the beginnings of its words, and by none that it lacks', ({
    assert,
  }) => {
    const titles = (text: string) => actionsFor(text).map(({ title }) => title)
    assert.deepEqual(titles('new qu'), ['New quote'])
    assert.include(titles('create'), 'New quote')
    assert.deepEqual(titles('zebra'), [])
  })
})
