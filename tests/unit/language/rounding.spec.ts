import { test } from '@japa/runner'
import { errorsOf, parcelFigures } from '#tests/support/parcel_plan'

const MODES = ['up', 'down', 'half up', 'half even', 'half down'] as const

/** For each multiple: an amount below its middle, the middle between an even and an odd one, and one above. */
const CASES: readonly (readonly [
  string,
  string,
  Readonly<Record<(typeof MODES)[number], string>>,
])[] = [
  [
    '100',
    '240.00',
    { 'up': '300', 'down': '200', 'half up': '200', 'half even': '200', 'half down': '200' },
  ],
  [
    '100',
    '250.00',
    { 'up': '300', 'down': '200', 'half up': '300', 'half even': '200', 'half down': '200' },
  ],
  [
    '100',
    '350.00',
    { 'up': '400', 'down': '300', 'half up': '400', 'half even': '400', 'half down': '300' },
  ],
  ['1', '2.50', { 'up': '3', 'down': '2', 'half up': '3', 'half even': '2', 'half down': '2' }],
  ['1', '3.51', { 'up': '4', 'down': '3', 'half up': '4', 'half even': '4', 'half down': '4' }],
  [
    '0.10',
    '0.25',
    { 'up': '0.3', 'down': '0.2', 'half up': '0.3', 'half even': '0.2', 'half down': '0.2' },
  ],
  [
    '0.10',
    '0.34',
    { 'up': '0.4', 'down': '0.3', 'half up': '0.3', 'half even': '0.3', 'half down': '0.3' },
  ],
  [
    '0.10',
    '0.30',
    { 'up': '0.3', 'down': '0.3', 'half up': '0.3', 'half even': '0.3', 'half down': '0.3' },
  ],
]

test.group('Rounding to any multiple', () => {
  for (const [multiple, amount, due] of CASES) {
    for (const mode of MODES) {
      test(`${amount} to ${multiple} ${mode} is ${due[mode]}`, async ({ assert }) => {
        const plan = `premium of policy\n  base   policy.amount\n  round  to ${multiple} ${mode}\n`
        const { total } = await parcelFigures(plan, { policy: { amount } })
        assert.equal(Number(total), Number(due[mode]))
      })
    }
  }

  for (const [share, due] of [
    ['1.2345', { 'up': 1235, 'down': 1234, 'half up': 1235, 'half even': 1234, 'half down': 1234 }],
    ['1.2355', { 'up': 1236, 'down': 1235, 'half up': 1236, 'half even': 1236, 'half down': 1235 }],
    ['1.2341', { 'up': 1235, 'down': 1234, 'half up': 1234, 'half even': 1234, 'half down': 1234 }],
  ] as const) {
    for (const mode of MODES) {
      test(`a factor of ${share} to 0.001 ${mode} is ${due[mode] / 1000}`, async ({ assert }) => {
        const plan = `premium of policy\n  base   1000.00\n  times  policy.share rounded to 0.001 ${mode}\n  round  to 0.01\n`
        const { total } = await parcelFigures(plan, { policy: { share } })
        assert.equal(Number(total), due[mode])
      })
    }
  }

  test('parts that are rounded each and then added are not their sum rounded', async ({
    assert,
  }) => {
    // 10 % of 33.33 is 3.333 and so 3.33; thrice that is 9.99, where 10 % of 99.99 is 10.00.
    const part = '(10 % of policy.amount rounded to 0.01)'
    const parts = `premium of policy\n  base  ${part} + ${part} + ${part}\n`
    const sum = `premium of policy\n  base  10 % of policy.amount * 3\n  round to 0.01\n`
    const parcel = { policy: { amount: '33.33' } }
    assert.equal((await parcelFigures(parts, parcel)).total, '9.99')
    assert.equal((await parcelFigures(sum, parcel)).total, '10.00')
  })

  test('happens at the step that says so, before the next', async ({ assert }) => {
    const plan = (first: string) => `premium of policy
  base   10.05
  times  1.5
${first}  times  2
  round  to 0.1
`
    // 15.075 is 15.1 at once, and 30.2 then; kept, it is 30.15, which is 30.2 too; to 1 it is 15, and 30.
    assert.equal((await parcelFigures(plan('  round  to 1\n'))).total, '30.00')
    assert.equal((await parcelFigures(plan(''))).total, '30.20')
  })

  test('is demanded where digits have no end, or are more than the currency has', ({ assert }) => {
    assert.deepEqual(errorsOf('premium of policy\n  base  policy.amount / 3\n'), ['RATE343'])
    assert.deepEqual(errorsOf('premium of policy\n  base  policy.amount * 0.5\n'), ['RATE344'])
  })
})
