import { test } from '@japa/runner'
import type { Worksheet } from '#rules/index'
import { FactorScale } from '#services/weights/weigh_factors'
import { readWeighing, WeighingProblem } from '#services/weights/weighing'

const WEIGHING = {
  book: { size: 10, seed: 1 },
  groups: [['BI', 'PD'], ['COLL']],
  in_order: { record: ['Record'], miles: ['Miles'], years: ['Years', 'Long years'] },
  others: { territory: ['Territory'] },
  no_factor: { Limit: 'an amount of insurance' },
}

type Line = Worksheet['sections'][number]['premiums'][number]['lines'][number]

/** The part of a worksheet that is weighed: steps with their operands, the base first. */
function sheet(coverage: string, base: string, steps: Readonly<Record<string, string | null>>) {
  const line = (op: 'base' | 'times', name: string, operand: string | null): Line => ({
    step: name,
    op,
    name,
    text: name,
    status: operand === null ? 'does not apply' : 'applied',
    operand,
    filledIn: null,
    value: null,
    rounding: null,
    sources: [],
    citation: null,
    at: { line: 1, column: 1 },
  })
  const lines = Object.entries(steps).map(([name, operand]) => line('times', name, operand))
  const premium = {
    coverage,
    title: coverage,
    terms: [],
    premium: '0.00',
    lines: [line('base', 'Base rate', base), ...lines],
  }
  const section = {
    entity: 'car',
    number: 1,
    title: 'Car 1',
    subtotal: '0.00',
    premiums: [premium],
  }
  const worksheet: Worksheet = {
    plan: { name: 'p', title: 'P', version: '1', state: 'OR' },
    programHash: '',
    effectiveOn: '2026-01-01',
    currency: 'USD',
    decision: 'accept',
    applied: [],
    notApplied: [],
    sections: [section],
    fees: [],
    premium: '0.00',
    feeTotal: '0.00',
    total: '0.00',
  }
  return worksheet
}

test.group('Weighing factors over a book', () => {
  test('a weight is the sum of |R_i - R| times exposure times base', ({ assert }) => {
    const scale = new FactorScale(readWeighing(WEIGHING))
    scale.add(sheet('BI', '100.00', { Record: '0.50', Miles: '0.90', Territory: '1.00' }), 12)
    scale.add(sheet('BI', '100.00', { Record: '1.50', Miles: '1.10', Territory: '1.00' }), 12)
    scale.add(sheet('BI', '100.00', { Record: '1.00', Miles: '1.00', Territory: '1.00' }), 6)
    const [group] = scale.weights()
    // R is 1.00 for record and for miles: 0.5 + 0.5 and 0.1 + 0.1, at a base of 100.
    assert.deepEqual(group?.weights, [
      { factor: 'record', weight: '100.00' },
      { factor: 'miles', weight: '20.00' },
      { factor: 'years', weight: '0.00' },
      { factor: 'territory', weight: '0.00' },
    ])
    assert.isEmpty(group?.broken)
  })

  test('the mean is weighed by exposure, and half a year counts half', ({ assert }) => {
    const scale = new FactorScale(readWeighing(WEIGHING))
    scale.add(sheet('COLL', '300.00', { Record: '2.00' }), 6)
    scale.add(sheet('COLL', '300.00', { Record: '1.00' }), 12)
    // R = (2.00 x 0.5 + 1.00 x 1) / 1.5 = 4/3; |2 - 4/3| x 0.5 + |1 - 4/3| x 1 = 2/3; x 300 = 200.
    assert.equal(scale.weights()[0]?.weights[0]?.weight, '200.00')
  })

  test('a factor of several steps is their product, one that does not apply being 1', ({
    assert,
  }) => {
    const scale = new FactorScale(readWeighing(WEIGHING))
    scale.add(sheet('BI', '100.00', { 'Years': '1.20', 'Long years': '0.50' }), 12)
    scale.add(sheet('BI', '100.00', { 'Years': '0.60', 'Long years': null }), 12)
    assert.equal(scale.weights()[0]?.weights[2]?.weight, '0.00')
  })

  test('coverages of one group are weighed together, each with its own base', ({ assert }) => {
    const scale = new FactorScale(readWeighing(WEIGHING))
    for (const record of ['0.90', '1.10']) {
      scale.add(sheet('BI', '100.00', { Record: record }), 12)
      scale.add(sheet('PD', '50.00', { Record: record }), 12)
    }
    assert.equal(scale.weights()[0]?.weights[0]?.weight, '30.00')
    assert.lengthOf(scale.weights(), 1)
  })

  test('an order that is broken is told with the figures', ({ assert }) => {
    const scale = new FactorScale(readWeighing(WEIGHING))
    scale.add(sheet('BI', '100.00', { Record: '0.95', Miles: '0.90', Territory: '0.99' }), 12)
    scale.add(sheet('BI', '100.00', { Record: '1.05', Miles: '1.10', Territory: '1.01' }), 12)
    assert.deepEqual(scale.weights()[0]?.broken, [
      'miles weighs 20.00, more than record with 10.00',
      'territory weighs 2.00, more than years with 0.00',
    ])
  })

  test('factors that weigh the same keep the order', ({ assert }) => {
    const scale = new FactorScale(readWeighing(WEIGHING))
    scale.add(sheet('BI', '100.00', { Record: '0.90', Miles: '1.10' }), 12)
    scale.add(sheet('BI', '100.00', { Record: '1.10', Miles: '0.90' }), 12)
    assert.isEmpty(scale.weights()[0]?.broken)
  })

  test('a step that is neither weighed nor left out is refused', ({ assert }) => {
    const scale = new FactorScale(readWeighing(WEIGHING))
    assert.throws(() => scale.add(sheet('BI', '100.00', { Colour: '1.10' }), 12), WeighingProblem)
  })

  test('a step named twice, no list and no text are refused', ({ assert }) => {
    const twice = { ...WEIGHING, others: { again: ['Record'] } }
    assert.throws(() => readWeighing(twice), 'The step "Record" is named twice')
    assert.throws(() => readWeighing({ ...WEIGHING, groups: [] }), WeighingProblem)
    assert.throws(() => readWeighing({ ...WEIGHING, in_order: { record: [1] } }), WeighingProblem)
    assert.throws(() => readWeighing([]), WeighingProblem)
  })
})
