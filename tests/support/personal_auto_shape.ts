import type { EntityShape, FieldShape, FieldShapeType, ProductShape } from '#rules/plan/shape'

function field(
  name: string,
  type: FieldShapeType,
  more: Partial<Omit<FieldShape, 'name' | 'type'>> = {}
): FieldShape {
  return {
    name,
    title: name.replaceAll('_', ' '),
    type,
    optional: false,
    private: false,
    sensitive: false,
    ...more,
  }
}

const yesNo: FieldShapeType = { kind: 'yes_no' }
const past: FieldShapeType = {
  kind: 'date',
  bound: { kind: 'up_to', anchor: 'policy.effective_on' },
}
const choice = (...choices: readonly string[]): FieldShapeType => ({ kind: 'choice', choices })
const integer = (low: number, high: number): FieldShapeType => ({ kind: 'integer', low, high })
const optional = { optional: true }

const violation: EntityShape = {
  name: 'violation',
  list: 'violations',
  low: 0,
  high: 20,
  fields: [field('kind', choice('minor', 'major', 'at_fault', 'dui')), field('on', past)],
  entities: [],
  coverages: [],
}

const driver: EntityShape = {
  name: 'driver',
  list: 'drivers',
  low: 1,
  high: 8,
  fields: [
    field('name', { kind: 'text', maxLength: 80 }, { private: true }),
    field('born_on', {
      kind: 'date',
      bound: { kind: 'years_before', low: 14, high: 110, anchor: 'policy.effective_on' },
    }),
    field('licensed_on', past),
    field('gender', choice('female', 'male', 'x'), { sensitive: true }),
    field('marital_status', choice('single', 'married', 'widowed', 'divorced')),
    field('course_on', past, optional),
    field('good_student', yesNo),
  ],
  entities: [violation],
  coverages: [],
}

const vehicle: EntityShape = {
  name: 'vehicle',
  list: 'vehicles',
  low: 1,
  high: 8,
  fields: [
    field('vin', { kind: 'vin' }, optional),
    field('model_year', integer(1981, 2028)),
    field('symbol', integer(1, 27)),
    field('annual_miles', integer(0, 100_000)),
    field('use', choice('pleasure', 'commute', 'business')),
    field('antitheft', yesNo),
    field('cost_new', { kind: 'money', low: '0.00', high: '250000.00' }, optional),
    field('principal', { kind: 'entity', entity: 'driver' }),
  ],
  entities: [],
  coverages: [
    {
      name: 'BI',
      title: 'Bodily injury liability',
      terms: [{ name: 'limit', choices: ['30/60', '50/100', '100/300'] }],
      optional: false,
      needs: [],
    },
    {
      name: 'PIP',
      title: 'Personal injury protection',
      terms: [{ name: 'limit', choices: ['2500', '5000', '10000'] }],
      optional: true,
      needs: [],
    },
    {
      name: 'COMP',
      title: 'Comprehensive',
      terms: [{ name: 'deductible', choices: ['100', '250', '500'] }],
      optional: true,
      needs: [],
    },
    {
      name: 'COLL',
      title: 'Collision',
      terms: [{ name: 'deductible', choices: ['250', '500', '1000'] }],
      optional: true,
      needs: ['COMP'],
    },
  ],
}

/** A personal-auto shape written by hand, so that these tests need no compiler. */
export const personalAutoShape: ProductShape = {
  product: 'personal_auto',
  title: 'Personal Auto',
  currency: 'USD',
  policy: {
    name: 'policy',
    list: null,
    low: 1,
    high: 1,
    fields: [
      field('effective_on', { kind: 'date' }),
      field('term', { kind: 'months', choices: [6, 12] }),
      field('garaging_zip', { kind: 'zip' }, { private: true }),
      field('prior_cover', choice('none', 'lapsed', 'continuous')),
      field('homeowner', yesNo),
      field('insurance_score', integer(200, 997), { optional: true, sensitive: true }),
    ],
    entities: [driver, vehicle],
    coverages: [],
  },
  checks: [
    {
      entity: 'driver',
      field: 'licensed_on',
      condition: {
        all: [
          {
            fact: 'driver.licensed_on',
            operator: 'greaterThan',
            value: { fact: 'driver.born_on' },
          },
        ],
      },
      message: 'is licensed before being born',
    },
  ],
  assumptions: { term: 6 },
}
