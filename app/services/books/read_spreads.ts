import type { BookMarket, Spread } from '#plugins/contract'
import { parseCsv } from '#rules/index'

/** Answers with their weights, added up from the first on, so that one is found by halving. */
export interface AnswerSpread {
  readonly answers: readonly string[]
  /** The weights of all answers up to each and with it, in whole numbers. */
  readonly upTo: readonly number[]
}

/** By the question `entity.field`. */
export type Spreads = ReadonlyMap<string, AnswerSpread>

/** A book that can't be drawn, in words for whoever asked for it. */
export class BookProblem extends Error {}

/** How the answers of a state are spread; the weights of a table are shared among its rows. */
export function readSpreads(
  answers: BookMarket['answers'],
  tables: Readonly<Record<string, string>>
): Spreads {
  return new Map(
    Object.entries(answers ?? {}).map(([question, spread]) => [
      question,
      addedUp('file' in spread ? rowsOf(spread, tables) : Object.entries(spread.weights)),
    ])
  )
}

function addedUp(weighted: readonly (readonly [string, number])[]): AnswerSpread {
  let sum = 0
  const upTo = weighted.map(([, weight]) => (sum += weight))
  return { answers: weighted.map(([answer]) => answer), upTo }
}

/** The answer at which the weights, added up, first exceed a draw from 0 up to their sum. */
export function answerAt({ answers, upTo }: AnswerSpread, drawn: number): string {
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((upTo[middle] ?? 0) > drawn) high = middle
    else low = middle + 1
  }
  return answers[low] ?? ''
}

/** Weights of rows are whole numbers: ten-thousandths of what their group weighs. */
function rowsOf(
  spread: Extract<Spread, { readonly file: string }>,
  tables: Readonly<Record<string, string>>
): readonly (readonly [string, number])[] {
  const csv = parseCsv(tables[spread.file] ?? '')
  if (!csv.ok || csv.records.length === 0) throw problem(spread, 'is not there or can not be read')
  const [header, ...records] = csv.records
  const names = header?.fields.map(({ text }) => text) ?? []
  const [column, by] = [names.indexOf(spread.column), names.indexOf(spread.by)]
  if (column < 0) throw problem(spread, `has no column "${spread.column}"`)
  if (by < 0) throw problem(spread, `has no column "${spread.by}"`)
  const rows = records.map(({ fields }) => ({
    answer: fields[column]?.text ?? '',
    group: fields[by]?.text ?? '',
  }))
  const sizes = Map.groupBy(rows, ({ group }) => group)
  return rows.map(({ answer, group }) => {
    const weight = spread.weights[group] ?? spread.otherwise
    return [answer, Math.round((weight * 10_000) / (sizes.get(group)?.length ?? 1))]
  })
}

function problem({ file }: { readonly file: string }, fault: string): BookProblem {
  return new BookProblem(`The book reads the table ${file}, which ${fault}.`)
}
