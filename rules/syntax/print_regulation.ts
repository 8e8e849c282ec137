import { alignColumns } from './columns.ts'
import { citationText, names, titleText, words, type Draft } from './draft.ts'
import { quoted } from './print_expression.ts'
import type { CoverageDemand, Factor, LawRow, RegulationFile } from './law_ast.ts'

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
        row.outcomes.length > 0 ? `in ${row.outcomes.join(', ')}` : '',
        row.through.length > 0 ? `except through ${names(row.through)}` : ''
      )
    case 'require':
      return demandText(row.demand)
    case 'offer': {
      const by = row.rejectedBy ? `, rejected in writing by ${factorText(row.rejectedBy)}` : ''
      return demandText(row.demand) + by
    }
    case 'fee':
      return words(
        ...[row.name.name, row.amount.text, row.each ? `each ${row.each.name}` : ''],
        ...[row.by ? `by ${row.by.name}` : '', row.optional ? 'optional' : '']
      )
    case 'notice':
      return quoted(row.text.text)
  }
}

function factorText({ entity, name }: Factor): string {
  return entity ? `${entity.name}.${name.name}` : name.name
}

function demandText({ coverage, term, least }: CoverageDemand): string {
  return term && least ? `${coverage.name} with ${term.name} at least ${least.text}` : coverage.name
}
