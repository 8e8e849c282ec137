import type {
  CoveragePremium,
  DiscountsDetail,
  TableSource,
  WorksheetLine,
} from '../../../client/types.ts'
import { grouped } from '../../../format/money.ts'
import { percent } from '../../../format/percent.ts'

/** A table row as one would look it up: `class.csv, row 118`. */
export function sourceWords(source: TableSource): string {
  const place = source.column === null ? '' : `, column ${source.column}`
  const where = source.file ? `${source.file}, row` : `${source.table}, line`
  return `${where} ${source.row}${place}`
}

/** A coverage's terms: `limit 50/100, deductible 250`. */
export function termWords(premium: CoveragePremium): string {
  return premium.terms.map(({ name, value }) => `${name} ${grouped(value)}`).join(', ')
}

/** The step as the plan's source writes it. */
export function stepSource(line: WorksheetLine): string {
  return `${line.op.padEnd(8)}  ${line.text}`.trim()
}

/** Why a line left the running value alone; null where it did not. */
export function whyNot(line: WorksheetLine): string | null {
  if (line.status === 'applied') return null
  return line.status === 'not reached' ? 'not reached' : 'does not apply'
}

/** The rounding that most steps share, which is said once for all of them; null where there is none. */
export function usualRounding(lines: readonly WorksheetLine[]): string | null {
  const counts = new Map<string, number>()
  for (const { rounding } of lines) {
    if (rounding !== null) counts.set(rounding, (counts.get(rounding) ?? 0) + 1)
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one)
  return most && most[1] > 1 ? most[0] : null
}

/** The discounts in one line, for paper: `Multi-car 10 %, Homeowner 5 %, together 15 %, at most 25 %`. */
export function discountWords({ items, sum, atMost }: DiscountsDetail): string {
  return [
    ...items.flatMap((item) =>
      item.percent === null ? [] : [`${item.title} ${percent(item.percent)}`]
    ),
    `together ${percent(sum)}`,
    ...(atMost === null ? [] : [`at most ${percent(atMost)}`]),
  ].join(', ')
}

/** A section's title cut behind its name: `['Vehicle 1', 'model year 2021, use commute']`. */
export function titleParts(title: string): readonly [name: string, detail: string] {
  const at = title.indexOf(': ')
  return at === -1 ? [title, ''] : [title.slice(0, at), title.slice(at + 2)]
}
