import type { ExampleDecl, Expectation, GivenCoverage, GivenEntity } from './ast.ts'
import { alignColumns, wrapList } from './columns.ts'
import { INDENT, PAGE_WIDTH, type Draft } from './draft.ts'
import { printExpression, quoted } from './print_expression.ts'

/** A worked example; long lists of fields are filled into lines below each other. */
export function draftExample(example: ExampleDecl): readonly Draft[] {
  const texts = alignColumns(example.expect.map(expectationCells))
  const expect = example.expect.map((expectation, index) => ({
    text: texts[index] ?? '',
    depth: 2,
    start: expectation.span.start,
  }))
  return [
    {
      text: `example ${quoted(example.title.text)}`,
      depth: 0,
      start: example.span.start,
      isApart: true,
    },
    { text: 'given', depth: 1 },
    ...draftGiven(example.given, 2),
    { text: 'expect', depth: 1 },
    ...expect,
  ]
}

function draftGiven(entities: readonly GivenEntity[], depth: number): readonly Draft[] {
  const width = Math.max(0, ...entities.map((given) => given.entity.name.length)) + INDENT
  return entities.flatMap((given): readonly Draft[] => {
    const fields = given.fields.map((field) => `${field.name.name} ${printExpression(field.value)}`)
    const head = given.entity.name.padEnd(width)
    const lines = wrapList(fields, depth * INDENT + width, PAGE_WIDTH)
    const text = (head + lines.join(`\n${' '.repeat(depth * INDENT + width)}`)).trimEnd()
    return [
      { text, depth, start: given.span.start },
      ...draftGivenCoverages(given.coverages, depth + 1),
      ...draftGiven(given.entities, depth + 1),
    ]
  })
}

function draftGivenCoverages(coverages: readonly GivenCoverage[], depth: number): readonly Draft[] {
  const [first] = coverages
  if (!first) return []
  const parts = coverages.map(({ name, values }) =>
    [name.name, ...values.map((value) => value.text)].join(' ')
  )
  const lines = wrapList(parts, depth * INDENT, PAGE_WIDTH)
  const text = lines.join(`\n${' '.repeat((depth + 1) * INDENT)}`)
  return [{ text, depth, start: first.span.start }]
}

function expectationCells(expectation: Expectation): readonly string[] {
  switch (expectation.kind) {
    case 'expect_premium': {
      const { coverage, entity, number } = expectation
      const of = `${coverage.name} of ${entity.name}${number ? ` ${number.text}` : ''}`
      return [of, ...amountCells(expectation)]
    }
    case 'expect_fee':
      return [`fee ${expectation.fee.name}`, ...amountCells(expectation)]
    case 'expect_total':
      return ['total', ...amountCells(expectation)]
    case 'expect_rule':
      return [`${expectation.action} ${expectation.rule.name}`]
    case 'expect_none':
      return [`no ${absences[expectation.action]}`]
  }
}

const absences = { decline: 'decline', refer: 'referral', require: 'requirement' } as const

function amountCells(
  expectation: Exclude<Expectation, { kind: 'expect_rule' | 'expect_none' }>
): readonly string[] {
  const by = 'by' in expectation && expectation.by ? `by ${printExpression(expectation.by)}` : ''
  return [`= ${expectation.amount.text}`, by]
}
