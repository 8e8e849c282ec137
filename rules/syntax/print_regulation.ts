import { alignColumns } from './columns.ts'
import { citationText, names, titleText, words, type Draft } from './draft.ts'
import { quoted } from './print_expression.ts'
import type { CoverageDemand, Factor, FeeRow, LawRow, Outcome, RegulationFile } from './law_ast.ts'

/** The lines of a regulation: its rows in common columns, in the order of its source. */
export function draftRegulation({ header, rows }: RegulationFile): readonly Draft[] {
  const head = header
    ? words(
        ...['regulation', header.name.name, titleText(header.title)],
        `of ${header.of.name} in ${header.in.name}`
      )
    : ''
  const texts = alignColumns(
    rows.map((row) => {
      const { from, until, confidence, citation } = row.terms
      return [
        row.kind,
        said(row),
        from ? `from ${from.text}` : '',
        until ? `until ${until.text}` : '',
        confidence ? `confidence ${confidence}` : '',
        citationText(citation),
      ]
    })
  )
  return [
    { text: head, depth: 0, start: header?.span.start ?? 0 },
    ...rows.map(({ span }, at): Draft => {
      return { text: texts[at] ?? '', depth: 0, start: span.start, isApart: at === 0 }
    }),
  ]
}

function said(row: LawRow): string {
  switch (row.kind) {
    case 'forbid':
      return words(
        row.factors.map(factorText).join(', '),
        outcomesText(row.outcomes),
        row.through.length > 0 ? `except through ${names(row.through)}` : ''
      )
    case 'require':
      return demandText(row.demand)
    case 'offer': {
      const by = row.rejectedBy ? `, rejected in writing by ${factorText(row.rejectedBy)}` : ''
      return demandText(row.demand) + by
    }
    case 'ask':
      return words(
        factorText(row.factor),
        row.choices.length > 0 ? `with ${row.choices.map(({ text }) => text).join(', ')}` : '',
        outcomesText(row.outcomes)
      )
    case 'discount':
      return words(
        row.coverages.length > 0 ? names(row.coverages) : 'each coverage',
        row.but.length > 0 ? `but ${names(row.but)}` : '',
        row.percent ? `at least ${row.percent.text} %` : '',
        `by ${row.by.map(factorText).join(', ')}`,
        row.years ? `for ${row.years.text} years` : ''
      )
    case 'fee':
      return feeText(row)
    case 'notice':
      return quoted(row.text.text)
  }
}

function outcomesText(outcomes: readonly Outcome[]): string {
  return outcomes.length > 0 ? `in ${outcomes.join(', ')}` : ''
}

function feeText({ name, amount, each, by, optional, lesser, when }: FeeRow): string {
  const taken = words(
    ...[name.name, amount.text, each ? `each ${each.name}` : '', by ? `by ${by.name}` : ''],
    optional ? 'optional' : ''
  )
  const less = lesser.map((one) => {
    return `${one.amount.text} with ${one.answer.name} at most ${one.most.text}`
  })
  const of = when ? `when ${when.negated ? 'not ' : ''}${when.name.name}` : ''
  return words([taken, ...less].join(', '), of)
}

function factorText({ entity, name }: Factor): string {
  return entity ? `${entity.name}.${name.name}` : name.name
}

function demandText({ coverage, term, least }: CoverageDemand): string {
  return term && least ? `${coverage.name} with ${term.name} at least ${least.text}` : coverage.name
}
