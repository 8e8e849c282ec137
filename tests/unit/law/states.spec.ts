import { test } from '@japa/runner'
import { compile } from '#rules/index'
import type { Compilation } from '#rules/index'
import { format } from '#rules/syntax/print'
import { stateRegulation, STATES, stateSources, type State } from '#tests/support/state_sources'

type Change = (text: string) => string
const same: Change = (text) => text

/** A state's plan, with the countrywide one, held against the law beside it; changed where that is asked for. */
function judged(state: State, changePlan = same, changeLaw = same): Compilation {
  const { plan, base, ...sources } = stateSources(state)
  const law = stateRegulation(state)
  return compile({
    ...sources,
    plan: { ...plan, text: changePlan(plan.text) },
    base: { ...base, plan: { ...base.plan, text: changePlan(base.plan.text) } },
    regulation: { ...law, text: changeLaw(law.text) },
  })
}

const found = ({ diagnostics }: Compilation) =>
  diagnostics.map(({ severity, code, message }) => `${severity} ${code} ${message}`)

test.group('Each state before its own law', () => {
  test('{$self} breaks nothing, and a note names every row that is doubtful')
    .with([...STATES])
    .run(({ assert }, state) => {
      const result = judged(state)
      assert.isNotNull(result.compiled)
      for (const { row, status } of result.law) {
        assert.notInclude(['broken', 'not kept yet', 'not in force'], status, row)
      }
      const doubtful = result.law.filter(({ confidence }) => confidence === 'low').length
      assert.lengthOf(result.diagnostics, doubtful)
      assert.isTrue(result.diagnostics.every(({ severity }) => severity === 'note'))
      assert.isAbove(result.law.filter(({ status }) => status === 'kept').length, 4)
    })

  test('the law of {$self} stands in the canonical layout, each row with its source')
    .with([...STATES])
    .run(({ assert }, state) => {
      const law = stateRegulation(state)
      assert.equal(format(law).text, law.text)
      for (const row of law.text.split('\n')) {
        if (/^(forbid|require|offer|ask|discount|fee|notice) /.test(row)) {
          assert.match(row, /confidence (high|medium|low) +\[.+\]$/)
        }
      }
    })
})

const BREACHES: readonly {
  readonly state: State
  readonly what: string
  readonly from: string
  readonly to: string
  readonly finding: string
}[] = [
  {
    state: 'ca',
    what: 'rates by gender',
    from: 'times  use_factor[usage, coverage] ',
    to: 'times  0.99 when operator is given and operator.gender is female\n  times  use_factor[usage, coverage] ',
    finding:
      'error RATE410 The premium of BI, PD, UM, COMP, COLL, MED depends on "gender", which California forbids',
  },
  {
    state: 'ca',
    what: 'takes a good driver 19 % off',
    from: 'times  1 - 20 % ',
    to: 'times  1 - 19 % ',
    finding:
      'error RATE414 BI, PD, UM, COMP, COLL, MED: "Good driver" takes off 19.00 %, but California demands 20 %',
  },
  {
    state: 'ca',
    what: 'sells 30/60 after 2034',
    from: 'policy.effective_on >= 2035-01-01\n  and   not every vehicle has BI',
    to: 'policy.effective_on >= 2036-01-01\n  and   not every vehicle has BI',
    finding:
      'warning RATE404 From 2035-01-01 on the plan does not keep this row: BI is sold with limit 30/60',
  },
  {
    state: 'fl',
    what: 'offers no deductible of 500',
    from: '0, 250, 500, 1000  "Deductible',
    to: '0, 250, 1000  "Deductible',
    finding:
      'error RATE415 "pip_deductible" can\'t be answered with 500, which Florida has offered',
  },
  {
    state: 'fl',
    what: 'lets a course count for two years',
    from: 'course_on within 3 years',
    to: 'course_on within 2 years',
    finding: 'error RATE414 BI, PD, PIP, COLL: "Course at 55 and over" does not last 3 years',
  },
  {
    state: 'mi',
    what: 'charges last year’s assessment after July',
    from: '84.00  when policy.effective_on >= 2026-07-01',
    to: '84.00  when policy.effective_on >= 2026-08-01',
    finding:
      'warning RATE404 From 2026-07-01 on the plan does not keep this row: Fee mcca_unlimited comes to 82.00 with effective_on 2026-07-01',
  },
  {
    state: 'mi',
    what: 'reads the ZIP code beside its territory',
    from: 'policy.term / 12 ',
    to: 'policy.term / 12 when policy.garaging_zip is not "48201" ',
    finding:
      'RATE410 The premium of BI, PD, PIP, UM, COMP, COLL, PPI depends on "garaging_zip", which Michigan forbids',
  },
  {
    state: 'mi',
    what: 'lets 50/100 be had unsigned',
    from: 'not policy.bi_selection_signed',
    to: 'policy.paperless',
    finding:
      'error RATE412 BI can be had with 50/100, 100/300 without a written rejection, which Michigan demands',
  },
  {
    state: 'ny',
    what: 'takes the whole fee for six months',
    from: 'policy.term <= 6',
    to: 'policy.term < 6',
    finding:
      'error RATE413 Fee law_enforcement comes to 10.00 with effective_on 2026-03-01, term 6, but New York sets 5.00',
  },
  {
    state: 'pa',
    what: 'takes 5 % off for a device',
    from: 'times  0.900  when coverage is COMP and antitheft',
    to: 'times  0.950  when coverage is COMP and antitheft',
    finding:
      'error RATE414 COMP: "Anti-theft device" takes off 5.000 %, but Pennsylvania demands 10 %',
  },
  {
    state: 'pa',
    what: 'takes nothing off for air bags',
    from: 'coverage is PIP and has_restraint',
    to: 'coverage is PIP and antitheft',
    finding:
      'warning RATE414 PIP: nothing is taken off by passive_restraint, as Pennsylvania demands',
  },
  {
    state: 'pa',
    what: 'prices both torts alike',
    from: 'times  tort_factor[policy.tort, coverage]  when',
    to: 'times  tort_factor[full, coverage]  when',
    finding: 'error RATE415 "tort" is asked, but no premiums depend on it, as Pennsylvania demands',
  },
]

test.group('A plan that breaks the law of its state', () => {
  for (const { state, what, from, to, finding } of BREACHES) {
    test(`${state} ${what}`, ({ assert }) => {
      const { plan, base } = stateSources(state)
      assert.include(plan.text + base.plan.text, from)
      const change: Change = (text) => text.replace(from, to)
      assert.include(found(judged(state, change)).join('\n'), finding)
    })
  }
})
