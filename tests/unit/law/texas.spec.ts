import { test } from '@japa/runner'
import { compile } from '#rules/index'
import type { Compilation } from '#rules/index'
import { format } from '#rules/syntax/print'
import { texasRegulation, texasSources } from '#tests/support/compile_texas'

/** The Texas plan held against the law beside it, with either text changed where that is asked for. */
function judged(
  changePlan: (plan: string) => string = (plan) => plan,
  changeLaw: (law: string) => string = (law) => law
): Compilation {
  const { plan, ...sources } = texasSources()
  const law = texasRegulation()
  return compile({
    ...sources,
    plan: { ...plan, text: changePlan(plan.text) },
    regulation: { ...law, text: changeLaw(law.text) },
  })
}

const errorsOf = ({ diagnostics }: Compilation) =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)

test.group('The Texas plan before the law of Texas', () => {
  test('breaks none of it, and what was never asked for is told as that', ({ assert }) => {
    const { law, compiled } = judged()
    assert.isNotNull(compiled)
    const statuses = Object.groupBy(law, ({ status }) => status)
    assert.sameMembers(Object.keys(statuses), ['kept', 'not asked', 'not judged'])
    assert.lengthOf(statuses.kept ?? [], 5)
    assert.match(statuses['not asked']?.[0]?.row ?? '', /^forbid race, color, religion/)
  })

  test('has a note on the one row that is not trusted, and of nothing else', ({ assert }) => {
    const { diagnostics } = judged()
    assert.deepEqual(
      diagnostics.map(({ code, severity }) => `${severity} ${code}`),
      ['note RATE403']
    )
    assert.include(diagnostics[0]?.message ?? '', 'its confidence is low [HB 2067 of 2025]')
  })

  test('the law stands in the canonical layout', ({ assert }) => {
    const law = texasRegulation()
    assert.equal(format(law).text, law.text)
  })

  test('the same law makes the same program as none: it judges a plan and is no part of it', ({
    assert,
  }) => {
    assert.equal(judged().compiled?.hash, compile(texasSources()).compiled?.hash)
  })

  test('a limit below the least, a fee of another amount and an unasked rejection are found', ({
    assert,
  }) => {
    const low = judged((plan) => plan.replace('BI  limit  30/60,', 'BI  limit  25/50, 30/60,'))
    assert.include(errorsOf(low).join(' '), 'BI is sold with limit 25/50, but Texas demands 30/60')
    const fee = judged((plan) => plan.replace('5.00 each vehicle', '6.00 each vehicle'))
    assert.include(errorsOf(fee).join(' '), 'Fee mvcpa is 6.00, but Texas sets 5.00')
    const unasked = judged((plan) =>
      plan.replace('not policy.um_rejected_in_writing', 'policy.paperless')
    )
    assert.include(errorsOf(unasked).join(' '), 'UM can be left out without a written rejection')
  })

  test('forbidding marital status shows its way through the class table', ({ assert }) => {
    const { diagnostics } = judged(undefined, (law) =>
      law.replace('forbid   race', 'forbid   marital_status, race')
    )
    const found = diagnostics.filter(({ code }) => code === 'RATE410')
    assert.lengthOf(found, 1)
    assert.include(
      found[0]?.help ?? '',
      'driver.marital_status -> class_factor (table key) -> premium of BI, PD, PIP, UM, COMP, COLL, step 2 "Driver class"'
    )
  })
})
