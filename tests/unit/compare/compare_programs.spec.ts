import { test } from '@japa/runner'
import { compile, comparePrograms, renderComparison } from '#rules/index'
import type { Change, Comparison, HashedProgram, Program } from '#rules/index'
import { texasSources } from '#tests/support/compile_texas'
import { texasHead } from '#tests/support/texas_head'

/** Compiles Texas without its examples, with texts replaced in the plan or in a CSV; each text must stand there. */
function texas(...edits: readonly (readonly [before: string, after: string, file?: string])[]) {
  const { plan, base, product, tables } = texasSources()
  const texts: Record<string, string> = {
    ...{ ...base.tables, ...tables },
    own: plan.text.slice(0, plan.text.indexOf('\nexample ')),
    countrywide: base.plan.text,
  }
  for (const [before, after, file] of edits) {
    const places = file === undefined ? ['own', 'countrywide'] : [file]
    const place = places.find((name) => texts[name]?.includes(before))
    if (place === undefined) throw new Error(`"${before}" does not stand there`)
    texts[place] = (texts[place] ?? '').replaceAll(before, after)
  }
  const { own = '', countrywide = '', ...changed } = texts
  return compiled({
    product,
    plan: { ...plan, text: own },
    base: { plan: { ...base.plan, text: countrywide }, tables: {} },
    tables: changed,
  })
}

function compiled(sources: Parameters<typeof compile>[0]): HashedProgram {
  const { compiled: program, diagnostics } = compile(sources)
  if (!program) throw new Error(JSON.stringify(diagnostics.slice(0, 3), null, 2))
  return program
}

const FILED = texas()

function told({ header, groups }: Comparison): readonly string[] {
  const words = ({ kind, what, before, after, note }: Change) =>
    `${kind} ${what}: ${before} -> ${after}${note === null ? '' : ` (${note})`}`
  return [
    ...header.map(words),
    ...groups.flatMap(({ part, name, changes }) =>
      changes.map((change) => `${part} ${name} ${words(change)}`)
    ),
  ]
}

test.group('What changed between two editions', () => {
  test('a cell is named by its keys, with the step it rates', ({ assert }) => {
    const comparison = comparePrograms(
      FILED,
      texas(['21 to 22,single,1.760', '21 to 22,single,1.825', 'class.csv'])
    )
    assert.deepEqual(told(comparison), [
      'table class_factor changed age 21 to 22, single, BI: 1.760 -> 1.825 (+3.7 %)',
    ])
    assert.equal(comparison.groups[0]?.title, 'Driver class, class.csv')
  })

  test('the head tells the version and its dates', ({ assert }) => {
    const { version, newBusiness, renewals, nextYear } = texasHead()
    const later = texas(...nextYear.edits)
    assert.deepEqual(told(comparePrograms(FILED, later)), [
      `changed version: ${version} -> ${nextYear.version}`,
      `changed new business from: ${newBusiness} -> ${nextYear.newBusiness}`,
      `changed renewals from: ${renewals} -> ${nextYear.renewals}`,
    ])
  })

  test('rows that came and rows that went are listed, and a band that was split is both', ({
    assert,
  }) => {
    const later = texas(['  1 up to 3 | 1.100\n', '  1 up to 2 | 1.150\n  2 up to 3 | 1.050\n'])
    assert.deepEqual(told(comparePrograms(FILED, later)), [
      'table inexperience_factor removed experience 1 up to 3: 1.100 -> null',
      'table inexperience_factor added experience 1 up to 2: null -> 1.150',
      'table inexperience_factor added experience 2 up to 3: null -> 1.050',
    ])
  })

  test('a whole table times one factor is one line, with each cell beneath', ({ assert }) => {
    const { tables } = texasSources()
    const points = tables['points.csv'] ?? ''
    const dearer = points.replace(/,(\d+\.\d+)/g, (_, factor) => `,${exactly(factor, 104n)}`)
    const later = texas([points, dearer, 'points.csv'])
    const comparison = comparePrograms(FILED, later)
    assert.deepEqual(told(comparison), [
      'table points_factor changed all 54 rows: null -> null (times 1.04)',
    ])
    assert.lengthOf(comparison.groups[0]?.changes[0]?.cells ?? [], 54)
  })

  test('a factor that missed one cell by its last digit is no uniform change', ({ assert }) => {
    const { tables } = texasSources()
    const points = tables['points.csv'] ?? ''
    const dearer = points
      .replace(/,(\d+\.\d+)/g, (_, factor) => `,${exactly(factor, 104n)}`)
      .replace('1.04000', '1.04001')
    const comparison = comparePrograms(FILED, texas([points, dearer, 'points.csv']))
    assert.notInclude(told(comparison).join(), 'all 54 rows:')
    assert.include(told(comparison).join(), 'all 9 rows of PD: null -> null (times 1.04)')
    assert.include(told(comparison).join(), 'points 0, BI: 1.000 -> 1.04001')
  })

  test('a step that was renamed, one that was moved and one whose amount changed are told apart', ({
    assert,
  }) => {
    const use = FILED.program.premiums[0]?.steps.find(({ name }) => name === 'Use')
    assert.equal(use?.text, 'use_factor[use, coverage]')
    const later = mutated((program) => {
      const steps = [...(program.premiums[0]?.steps ?? [])]
      const at = steps.findIndex(({ name }) => name === 'Use')
      const [moved] = steps.splice(at, 1)
      if (moved) steps.splice(1, 0, moved)
      return {
        ...program,
        premiums: [
          {
            entity: 'vehicle',
            coverages: program.premiums[0]?.coverages ?? null,
            at: { line: 1, column: 1 },
            steps: steps.map((step) =>
              step.name === 'Points' ? { ...step, name: 'Driving record' } : step
            ),
          },
        ],
      }
    })
    assert.deepEqual(
      told(comparePrograms(FILED, later)).map((line) => line.replace(/^.*COLL /, '')),
      ['renamed step: Points -> Driving record', 'moved Use: after Tier -> after Base rate']
    )
  })

  test('conditions, discounts, caps, roundings, fees and reasons are told in words', ({
    assert,
  }) => {
    const later = texas(
      ['symbol >= 24', 'symbol >= 23'],
      ['at most 25 %', 'at most 30 %'],
      ['"Defensive driving course"  10 %', '"Defensive driving course"  12 %'],
      ['operator.age < 25\n', 'operator.age < 23\n'],
      ['at least  9.00', 'at least  12.00'],
      ['"No prior insurance"', '"No insurance before"'],
      ['round     to 1.00', 'round     to 1.00 up'],
      ['5.00 each vehicle by term', '6.00 each vehicle by term']
    )
    assert.deepEqual(told(comparePrograms(FILED, later)), [
      'rule UW-2 changed when: any of vehicles has (vehicle.use is business and vehicle.symbol >= 24) -> any of vehicles has (vehicle.use is business and vehicle.symbol >= 23)',
      'rule UW-4 changed then: refer to underwriter "No prior insurance" -> refer to underwriter "No insurance before"',
      'discount discounts changed at most: 25 % -> 30 %',
      'discount good_student changed when: operator.good_student and operator.age < 25 -> operator.good_student and operator.age < 23',
      'discount course changed percentage: 10 % -> 12 %',
      'step premium of each vehicle: BI, PD, PIP, UM, COMP, COLL changed Minimum premium: at least 9.00 -> at least 12.00',
      `step premium of each vehicle: BI, PD, PIP, UM, COMP, COLL changed ${lastStep()}: rounding: to 1.00 half up -> to 1.00 up`,
      'fee mvcpa changed amount: 5.00 -> 6.00 (+20.0 %)',
    ])
  })

  test('one rounding changed for all steps is told once', ({ assert }) => {
    const later = texas(['round every step below to 0.001', 'round every step below to 0.01'])
    const lines = told(comparePrograms(FILED, later))
    assert.lengthOf(lines, 1)
    assert.match(lines[0] ?? '', / steps: rounding: to 0\.001 half up -> to 0\.01 half up$/)
  })

  test('a definition or table by another name is renamed, and nothing that uses it differs', ({
    assert,
  }) => {
    const later = texas(
      ['let experience of', 'let licensed_for of'],
      ['operator.experience]', 'operator.licensed_for]'],
      ['has experience <', 'has licensed_for <'],
      ['use_factor', 'factor_of_use']
    )
    assert.deepEqual(told(comparePrograms(FILED, later)), [
      'table factor_of_use renamed name: use_factor -> factor_of_use',
      'value licensed_for renamed name: experience -> licensed_for',
    ])
  })

  test('questions, choices and coverages are part of a plan', ({ assert }) => {
    const later = texas(
      ['BI  limit  30/60, 50/100', 'BI  limit  50/100'],
      [
        '"Uninsured motorist cover rejected in writing"',
        '"Uninsured motorists rejected in writing"',
      ],
      ['BI,30/60,1.000\n', '', 'limit.csv']
    )
    const lines = told(comparePrograms(FILED, later))
    assert.include(
      lines,
      'question vehicle changed BI limit: 30/60, 50/100, 100/300, 250/500 -> 50/100, 100/300, 250/500'
    )
    assert.include(lines, 'table limit_factor removed BI, limit 30/60: 1.000 -> null')
    assert.include(
      lines,
      'question policy changed um_rejected_in_writing: title: Uninsured motorist cover rejected in writing -> Uninsured motorists rejected in writing'
    )
  })

  test('the text is coloured only where asked for', ({ assert }) => {
    const later = texas(['at most 25 %', 'at most 30 %'])
    const comparison = comparePrograms(FILED, later)
    const { version } = texasHead()
    assert.equal(
      renderComparison(comparison, { color: false }),
      [
        `texas_personal_auto ${version} -> texas_personal_auto ${version}`,
        '',
        'Discount discounts  How they combine',
        '  at most  25 % -> 30 %',
        '',
        '1 change',
        '',
      ].join('\n')
    )
    assert.include(renderComparison(comparison, { color: true }), '\u001b[31m25 %\u001b[0m')
  })

  test('another layout, other comments and zeros at the end of a number change nothing', ({
    assert,
  }) => {
    const later = texas(
      ['# Rule 3. What the rules', '# Rule 3.\n\n# What the rules'],
      ['under 1   | 1.250', 'under 1   | 1.25'],
      ['at least  9.00', 'at   least 9']
    )
    const comparison = comparePrograms(FILED, later)
    assert.deepEqual(told(comparison), [])
    assert.isTrue(comparison.same)
    assert.include(renderComparison(comparison, { color: false }), 'Nothing differs.')
  })

  test('control characters of a title never reach the terminal', ({ assert }) => {
    const later = mutated((program) => ({
      ...program,
      plan: { ...program.plan, title: 'Texas\u001b[2J' },
    }))
    assert.notInclude(renderComparison(comparePrograms(FILED, later), { color: false }), '\u001b')
  })

  test('whatever differs in a program is told: its values, changed one by one', ({ assert }) => {
    const untold = leavesOf(FILED.program)
      .filter((path, at) => at % (path[0] === 'tables' && path[2] === 'rows' ? 41 : 5) === 0)
      .filter(
        (path) =>
          comparePrograms(
            FILED,
            mutated((p) => changeAt(p, path))
          ).same
      )
    assert.deepEqual(
      untold.map((path) => path.join('.')),
      []
    )
  }).timeout(120_000)
})

function lastStep(): string {
  return FILED.program.premiums[0]?.steps.at(-1)?.name ?? ''
}

function exactly(factor: string, percent: bigint): string {
  const [whole = '', fraction = ''] = factor.split('.')
  const scaled = String(BigInt(whole + fraction) * percent).padStart(fraction.length + 3, '0')
  const point = scaled.length - fraction.length - 2
  return `${scaled.slice(0, point)}.${scaled.slice(point)}`
}

function mutated(change: (program: Program) => Program): HashedProgram {
  return { program: change(FILED.program), hash: 'another' }
}

type Path = readonly (string | number)[]

/** What tells where a thing stands, or is worked out from the rest. */
const MEANINGLESS = /(?:^|\.)(?:at|row|format|worstCase|priority|order|id|file|text|params\.rule)$/
const WORKED_OUT =
  /^(?:tables\.\d+\.(?:keys\.\d+\.kind|rows\.\d+\.column)|(?:values|facts)\.\d+\.type|groups\.\d+\.of\.\d+|shape\..*\.bound\.kind)$/

function leavesOf(part: unknown, path: Path = []): readonly Path[] {
  if (typeof part !== 'object' || part === null) return part === null ? [] : [path]
  return Object.entries(part).flatMap(([key, member]) => {
    const inner = [...path, Array.isArray(part) ? Number(key) : key]
    const name = inner.join('.')
    return MEANINGLESS.test(name) || WORKED_OUT.test(name) || isCopiedTitle(inner)
      ? []
      : leavesOf(member, inner)
  })
}

/** The rule of a discount or step repeats its title, which stands in the list of those too. */
function isCopiedTitle(path: Path): boolean {
  const [part, group, , rule] = path
  if (part !== 'groups' || path.slice(4).join('.') !== 'event.params.title') return false
  const { type } = FILED.program.groups[Number(group)]?.rules[Number(rule)]?.event ?? {}
  return type === 'discount' || type === 'step'
}

/** The same JSON with another value at one place. */
function changeAt<T>(part: T, [key, ...rest]: Path): T {
  if (key === undefined) return other(part) as T
  if (Array.isArray(part)) return part.with(Number(key), changeAt(part[Number(key)], rest)) as T
  const record = part as Readonly<Record<string, unknown>>
  return { ...record, [key]: changeAt(record[key], rest) } as T
}

function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return value + 1
  const text = String(value)
  return /^-?\d+(?:\.\d+)?$/.test(text) ? `${text.replace(/^-?/, '')}1` : `${text}x`
}
