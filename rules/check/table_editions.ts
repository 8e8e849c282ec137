import type { TableModel } from '../plan/model.ts'
import type { DateLiteral, PlanFile, TableDecl } from '../syntax/ast.ts'
import { byDate } from './constants.ts'
import type { Report } from './report.ts'
import { listed } from './types.ts'

/** One edition of a table, by the name that it has in the program. */
export interface Edition {
  readonly name: string
  readonly declared: TableDecl
}

/** What an edition is called: by the table's name alone where it counts from no day on. */
export function editionName({ name, from }: TableDecl): string {
  return from ? `${name.name} from ${from.text}` : name.name
}

/** The tables of a plan by their names, each with its editions by the day from which they count. */
export function tableEditions(file: PlanFile): ReadonlyMap<string, readonly Edition[]> {
  const declared = file.items.filter((item) => item.kind === 'table')
  const named = Map.groupBy(declared, ({ name }) => name.name)
  return new Map(
    [...named].map(([name, tables]) => {
      const known = new Map(tables.toReversed().map((table) => [editionName(table), table]))
      const editions = byDate([...known.values()])
      return [name, editions.map((table) => ({ name: editionName(table), declared: table }))]
    })
  )
}

/** All editions of a table have the same keys and give the same, so that one reads like another. */
export function areAlike(
  editions: readonly Edition[],
  tables: ReadonlyMap<string, TableModel>,
  report: Report
): void {
  const [first, ...others] = editions
  const model = first && tables.get(first.name)
  if (!first || !model) return
  for (const { name, declared } of others) {
    const other = tables.get(name)
    if (!other) continue
    const [old, own] = [shapeOf(model), shapeOf(other)]
    if (old === own) continue
    report.error(
      'RATE328',
      declared.name.span,
      `This edition of "${declared.name.name}" is ${own}, but an earlier one ${old}`,
      { related: [{ span: first.declared.name.span, message: 'the earlier one is here' }] }
    )
  }
}

function shapeOf({ keys, columns }: TableModel): string {
  const keyWords = keys.map(({ name, inBand, inTextBand, ends }) => {
    if (ends) return `${name} interpolated`
    if (inTextBand) return `${name} in text band`
    return inBand ? `${name} in band` : name
  })
  const columnWords = columns.map(({ name, gives, isNamed }) =>
    isNamed ? `${name} ${gives}` : gives
  )
  return `by ${listed(keyWords)} and gives ${listed(columnWords)}`
}

/** The day from which an edition counts; null where it counts before all others. */
export function dayOf({ declared }: Edition): DateLiteral | null {
  return declared.from ?? null
}
