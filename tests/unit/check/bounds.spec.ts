import { test } from '@japa/runner'
import { generateFacts, prepare, rate } from '#rules/index'
import { compileSmall } from '#tests/support/check_programs'
import { compileTexas } from '#tests/support/compile_texas'

/** A premium of two steps before it is rounded. */
function premium(base: string, step: string, last = ''): string {
  return `
discounts each boat, each coverage
  combine by CAP
  club     "Club"     60 %  when policy.club
  harbour  "Harbour"  60 %  when policy.mooring is harbour

premium of each boat, each coverage
  base   ${base}
  ${step}
  round  to 0.01
  ${last}
`
}

function warnings(code: string, body: string, combine = 'sum'): readonly string[] {
  const { lines, compiled } = compileSmall(body.replace('CAP', combine))
  if (!compiled) throw new Error(lines.join('\n'))
  return lines
    .filter((line) => line.includes(code))
    .map((line) => line.replace(/^\S+ warning RATE\d+ /, ''))
}

const falls = (body: string, combine?: string) => warnings('RATE345', body, combine)

test.group('A premium that may fall below zero', () => {
  test('discounts without a cap that come to more than all', ({ assert }) => {
    assert.deepEqual(falls(premium('100.00', 'times  1 - discounts')), [
      'The premium of HULL, LIAB may fall below zero here: 100.00 times -0.20 is -20.0000.',
    ])
  })

  test('an amount taken off, by the largest it can be', ({ assert }) => {
    assert.deepEqual(falls(premium('0.10 * value', 'minus  0.01 * value')), [
      'The premium of HULL, LIAB may fall below zero here: 10.00 minus 900.00 is -890.00.',
    ])
  })

  test('what is added may be negative, and a step may apply to some risks alone', ({ assert }) => {
    assert.deepEqual(falls(premium('20.00', 'plus   500.00 - 0.01 * value  when hull is steel')), [
      'The premium of HULL, LIAB may fall below zero here: 20.00 plus -400.00 is -380.00.',
    ])
  })

  test('a base below zero, and a bound that is', ({ assert }) => {
    assert.match(
      falls(premium('500.00 - value', 'times  2')).join(),
      /it may begin at -89500\.00\.$/
    )
    assert.match(
      falls(premium('9.00', 'at most 500.00 - 0.01 * value')).join(),
      /here: at most -400\.00\.$/
    )
  })

  test('where nothing bounds what is taken off', ({ assert }) => {
    const late =
      'let days of claim = whole days from on to policy.effective_on\n' +
      'let late of skipper = sum of days over claims\n'
    const body = late + premium('100.00', 'minus  0.01 * value * steered.late')
    assert.deepEqual(falls(body), [
      'Nothing keeps the premium of HULL, LIAB from falling below zero here.',
    ])
  })

  test('is no fault where a floor, a cap or a product of discounts keeps it up', ({ assert }) => {
    assert.deepEqual(falls(premium('100.00', 'times  1 - discounts'), 'sum, at most 100 %'), [])
    assert.deepEqual(falls(premium('100.00', 'times  1 - discounts'), 'product'), [])
    assert.deepEqual(falls(premium('5.00', 'minus  value', 'at least  0.00')), [])
    assert.deepEqual(falls(premium('0.10 * value', 'minus  0.05 * value, at most 10.00')), [])
  })

  test('Texas has none, and rates no generated risk below zero', async ({ assert }) => {
    const { compiled, diagnostics } = compileTexas()
    assert.deepEqual(diagnostics, [])
    if (!compiled) return
    const prepared = prepare(compiled)
    for (let seed = 1; seed <= 200; seed++) {
      const values = { 'policy.garaging_zip': ['78701', '79936'] }
      const outcome = await rate(prepared, generateFacts(compiled.program.shape, seed, { values }))
      const amounts = outcome.ok
        ? outcome.worksheet.sections.flatMap(({ premiums }) => premiums.map((each) => each.premium))
        : ['none']
      assert.isFalse(amounts.some((amount) => amount.startsWith('-') || amount === 'none'))
    }
  })

  test('what the bounds call safe never falls below zero for a generated risk', async ({
    assert,
  }) => {
    const steps = [
      'minus  0.01 * value',
      'plus   500.00 - 0.01 * value',
      'times  1 - discounts',
      'times  0.05 * feet - 1',
    ]
    const bases = ['0.10 * value', '901.00', '0.01 * value', '31.00']
    for (const step of steps) {
      for (const base of bases) {
        const body = premium(base, step).replace('CAP', 'sum')
        const { compiled, lines } = compileSmall(body)
        if (!compiled) throw new Error(lines.join('\n'))
        const isCalledSafe = !lines.some((line) => line.includes('RATE345'))
        const prepared = prepare(compiled)
        for (let seed = 1; seed <= 60; seed++) {
          const outcome = await rate(prepared, generateFacts(compiled.program.shape, seed))
          if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
          const fell = outcome.worksheet.sections
            .flatMap(({ premiums }) => premiums)
            .some((each) => each.premium.startsWith('-'))
          assert.isFalse(fell && isCalledSafe, `${base}, ${step}, seed ${seed}`)
        }
      }
    }
  })
})

const PLAIN = '\npremium of each boat, each coverage\n  base   100.00\n  round  to 0.01\n'

function never(when: string): number {
  const body = `let age of skipper = whole years from born_on to policy.effective_on\nrule R-1 "R"\n  when  ${when}\n  then  decline "No"\n${PLAIN}`
  return warnings('RATE334', body).length
}

test.group('A condition that never holds', () => {
  test('lies outside its answer, contradicts itself, or stands beside its own opposite', ({
    assert,
  }) => {
    const impossible = [
      'any boat has feet < 10',
      'any boat has feet > 30 and feet < 31',
      'any boat has value > 500 and hull is wood and value <= 500.00',
      'policy.mooring is harbour and policy.mooring is trailer',
      'policy.mooring not in harbour, trailer',
      'count of boats >= 5',
      'any skipper has age < 16',
      'policy.club and (any boat has feet > 60)',
      'not every boat has feet >= 10',
    ]
    for (const when of impossible) assert.equal(never(when), 1, when)
  })

  test('is no fault where some risk is like it', ({ assert }) => {
    const possible = [
      'any boat has feet < 11',
      'any boat has feet > 30 and feet < 32',
      'any boat has value > 500 and value < 501',
      'any boat has feet > 30 and any boat has feet < 20',
      'policy.mooring in harbour',
      'count of boats >= 4',
      'every boat has feet > 12',
      'no boat has feet > 12',
      'policy.score is given and policy.score >= 100',
    ]
    for (const when of possible) assert.equal(never(when), 0, when)
  })
})
