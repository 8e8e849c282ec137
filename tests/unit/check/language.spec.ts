import { test } from '@japa/runner'
import type { Program } from '#rules/index'
import { compileSmall, PLAIN_PREMIUM } from '#tests/support/check_programs'

function program(body: string): Program {
  const { compiled, lines } = compileSmall(body)
  if (!compiled) throw new Error(lines.join('\n'))
  return compiled.program
}

/** The conditions of the first rule of a plan whose only point is that rule. */
function conditionOf(when: string, before = ''): unknown {
  const body = `${before}rule R-1 "A rule"\n  when  ${when}\n  then  decline "No"\n${PLAIN_PREMIUM}`
  return program(body).groups[0]?.rules[0]?.conditions
}

function steps(lines: string, before = '') {
  return program(`${before}premium of each boat, each coverage\n${lines}`).premiums[0]?.steps ?? []
}

test.group('Conditions', () => {
  test('compare whole numbers as numbers and money as decimals', ({ assert }) => {
    assert.deepEqual(conditionOf('any boat has feet >= 20 and value > 500.50'), {
      all: [
        {
          fact: 'boats',
          operator: 'some',
          value: {
            all: [
              { fact: 'boat.feet', operator: 'greaterThanInclusive', value: 20 },
              { fact: 'boat.value', operator: 'decimalGreaterThan', value: '500.50' },
            ],
          },
        },
      ],
    })
  })

  test('spell out an order of choices', ({ assert }) => {
    assert.deepEqual(conditionOf('every boat has LIAB with limit at least 10/20'), {
      all: [
        {
          fact: 'boats',
          operator: 'every',
          value: {
            all: [
              { fact: 'boat has LIAB', operator: 'equal', value: true },
              { fact: 'LIAB.limit', operator: 'in', value: ['10/20', '50/100'] },
            ],
          },
        },
      ],
    })
  })

  test('turn a constant on the left around', ({ assert }) => {
    assert.deepEqual(conditionOf('2 <= count of boats'), {
      all: [{ fact: 'count of boats', operator: 'greaterThanInclusive', value: 2 }],
    })
  })

  test('use an optional answer behind its guard', ({ assert }) => {
    assert.deepEqual(conditionOf('policy.score is given and policy.score < 10'), {
      all: [
        { fact: 'policy.score', operator: 'given', value: true },
        { fact: 'policy.score', operator: 'lessThan', value: 10 },
      ],
    })
    assert.deepEqual(conditionOf('policy.score is not given or policy.score < 10'), {
      any: [
        { fact: 'policy.score', operator: 'given', value: false },
        { fact: 'policy.score', operator: 'lessThan', value: 10 },
      ],
    })
  })

  test('take both ends of "within"', ({ assert }) => {
    const when =
      'any skipper has at least 1 claims with on within 3 years before policy.effective_on'
    const body = `rule R-1 "A rule"\n  when  ${when}\n  then  decline "No"\n${PLAIN_PREMIUM}`
    const fact = program(body).facts.find(({ name }) => name.startsWith('count of claims'))
    assert.deepInclude(fact?.expression, {
      where: {
        all: [
          {
            fact: 'claim.on',
            operator: 'greaterThanInclusive',
            value: { fact: '3 years before policy.effective_on' },
          },
          {
            fact: 'claim.on',
            operator: 'lessThanInclusive',
            value: { fact: 'policy.effective_on' },
          },
        ],
      },
    })
  })

  test('say what the highest of nothing is by a bound', ({ assert }) => {
    const before = 'let worst of skipper = highest of cost over claims, at least 0\n'
    assert.isObject(conditionOf('any skipper has worst > 1000', before))
  })
})

test.group('Steps', () => {
  test('under one condition share its rule, and what else applies names it as unless', ({
    assert,
  }) => {
    const found = steps(`  base   100.00
  when feet > 20
    times  1.10
    plus   12.00
  otherwise
    times  0.97
  round  to 0.01
`)
    assert.deepEqual(
      found.map(({ rule, unless }) => [rule, unless]),
      [
        [null, null],
        ['premium 1 step 2', null],
        ['premium 1 step 2', null],
        [null, 'premium 1 step 2'],
        [null, null],
      ]
    )
  })

  test('under a condition on the coverage list the coverages instead', ({ assert }) => {
    const found = steps(`  base   100.00
  when coverage is HULL
    times  1.10
  otherwise
    times  0.97
  round  to 0.01
`)
    assert.deepEqual(
      found.map(({ coverages, rule, unless }) => [coverages, rule ?? unless]),
      [
        [null, null],
        [['HULL'], null],
        [['LIAB'], null],
        [null, null],
      ]
    )
  })

  test('look up a table only for the coverages that they apply to', ({ assert }) => {
    const table =
      'table limit_factor  by coverage, limit  gives factor\n  LIAB | 10/20  | 1.0\n  LIAB | 50/100 | 1.2\n'
    const found = steps(
      '  base   100.00\n  times  limit_factor[coverage, limit]  when coverage has limit\n  round  to 0.01\n',
      table
    )
    assert.deepEqual(found[1]?.coverages, ['LIAB'])
  })

  test('look up what another table gives as exactly those values', ({ assert }) => {
    const tables = `table class_of_hull  by hull  gives text
  wood  | W
  steel | S
table class_factor  by class  gives factor
  W | 1.1
  S | 1.0
`
    assert.lengthOf(
      steps(
        '  base   100.00\n  times  class_factor[class_of_hull[hull]]\n  round  to 0.01\n',
        tables
      ),
      3
    )
  })
})

test.group('A state', () => {
  test('adds a coverage of the policy and a question, and widens choices', ({ assert }) => {
    const adapted = program(`adapt boats
  coverage of policy
    TOW  "Towing"  limit 100, 200
  LIAB  limit 10/20, 50/100, 100/300  required
  ask boat  trailer  yes/no  "Has a trailer"
${PLAIN_PREMIUM}
premium of policy, each coverage
  base   5.00
`)
    const boat = adapted.shape.policy.entities.find(({ name }) => name === 'boat')
    assert.deepEqual(
      adapted.shape.policy.coverages.map(({ name }) => name),
      ['TOW']
    )
    assert.equal(boat?.fields.at(-1)?.askedBy, 'small')
    const liability = boat?.coverages.find(({ name }) => name === 'LIAB')
    assert.deepEqual(liability?.terms, [{ name: 'limit', choices: ['10/20', '50/100', '100/300'] }])
    assert.isFalse(liability?.optional)
    assert.deepEqual(adapted.premiums[1]?.entity, 'policy')
  })
})
