import { test } from '@japa/runner'
import { parcelFigures } from '#tests/support/parcel_plan'

const COUNTRYWIDE = `table load by place gives factor
  all else | 1.10

rule R-1 "Review"
  when  policy.place is north
  then  refer "Look at it"

premium of policy
  base   100.00               as "Base"
  times  load[policy.place]   as "Place"
  times  2                    as "Double"

fee stamp "Stamp" 5.00
`
const figures = (exceptions: string) => parcelFigures(exceptions, {}, COUNTRYWIDE)

test.group('A plan that extends another', () => {
  test('is the other where it says nothing', async ({ assert }) => {
    const { decision, total } = await figures('')
    assert.deepEqual([decision, total], ['refer', '225.00'])
  })

  test('replaces a step by its name', async ({ assert }) => {
    const { total } = await figures('replace step "Double"\n  times  3  as "Triple"\n')
    assert.equal(total, '335.00')
  })

  test('inserts steps before and after one', async ({ assert }) => {
    const before = 'insert before step "Double"\n  plus  10.00  as "Term"\n'
    assert.equal((await figures(before)).total, '245.00')
    assert.equal((await figures(before.replace('before', 'after'))).total, '235.00')
  })

  test('removes a step, a rule and a fee, and replaces a table', async ({ assert }) => {
    const { decision, total } = await figures(`remove step "Double"
remove rule R-1
remove fee stamp

table load by place gives factor
  north    | 1.50
  all else | 1.00
`)
    assert.deepEqual([decision, total], ['accept', '150.00'])
  })
})
