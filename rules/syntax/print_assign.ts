import type { AssignLine, AssignValue, LetDecl, Ranking } from './ast.ts'
import { alignColumns } from './columns.ts'
import { citationText, type Draft } from './draft.ts'
import { printExpression } from './print_expression.ts'

/** An assignment: its head, and its lines in columns. */
export function draftAssign(
  { name, of, citation, span }: LetDecl,
  { lines }: AssignValue
): readonly Draft[] {
  const to = of.map((entity) => entity.name).join(', ')
  const [head = ''] = alignColumns([[`assign ${name.name} to each ${to}`, citationText(citation)]])
  const texts = alignColumns(lines.map(lineCells))
  return [
    { text: head, depth: 0, start: span.start, isApart: true },
    ...lines.map((line, index) => ({
      text: texts[index] ?? '',
      depth: 1,
      start: line.span.start,
    })),
  ]
}

function lineCells(line: AssignLine): readonly string[] {
  switch (line.kind) {
    case 'rank':
      return [`rank ${line.entity.name}`, `by ${line.by.map(rankingText).join(', ')}`]
    case 'ties':
      return ['ties', 'in order of entry']
    case 'left_over':
      return [`${line.entity.name} left over`, takesText(line)]
  }
}

function rankingText({ by, first }: Ranking): string {
  return `${printExpression(by)} ${first} first`
}

function takesText({ takes }: Extract<AssignLine, { readonly kind: 'left_over' }>): string {
  if (!takes) return 'is not assigned'
  if (!takes.with) return `takes no ${takes.entity.name}`
  const { by, first } = takes.with
  return `takes the ${takes.entity.name} with the ${first} ${printExpression(by)}`
}
