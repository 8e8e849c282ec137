import type { PlanSources } from './read_plan_sources.ts'

/** What a later edition of a plan changes. */
export interface LaterEdition {
  readonly version: string
  readonly newBusinessFrom: string
  readonly renewalsFrom: string
  /** The table of money whose column rises, by so many percent, each rate to whole units. */
  readonly table: string
  readonly column: string
  readonly percent: number
}

/**
 * A plan's sources with a rate change and later dates. Its worked examples, whose amounts are those
 * of the edition before, are left to whoever files it.
 * @throws Error where the sources have no such head, table or column.
 */
export function laterEdition(sources: PlanSources, later: LaterEdition): PlanSources {
  const { plan, tables } = sources
  const [written = ''] = plan.text.split(/^example /m)
  const text = changed(
    changed(written, /^( +version +)\S+$/m, `$1${later.version}`),
    /^( +effective +)new business .+$/m,
    `$1new business ${later.newBusinessFrom}, renewals ${later.renewalsFrom}`
  )
  const table = tables[later.table]
  if (table === undefined) throw new Error(`${plan.name} has no table ${later.table}`)
  return {
    ...sources,
    plan: { ...plan, text: `${text.trimEnd()}\n` },
    tables: { ...tables, [later.table]: raised(table, later) },
  }
}

function changed(text: string, from: RegExp, to: string): string {
  if (!from.test(text)) throw new Error(`There is nothing like ${from} to change`)
  return text.replace(from, to)
}

function raised(table: string, { column, percent }: LaterEdition): string {
  const [header = '', ...rows] = table.trimEnd().split('\n')
  const at = header.split(',').indexOf(column)
  if (at < 0) throw new Error(`There is no column ${column} in ${header}`)
  const lines = rows.map((row) => {
    const cells = row.split(',')
    return cells.with(at, more(cells[at] ?? '', percent)).join(',')
  })
  return `${[header, ...lines].join('\n')}\n`
}

/** `684.00` by 4 percent is `711.00`: worked out in cents, rounded half up to whole units. */
function more(amount: string, percent: number): string {
  const cents = BigInt(amount.replace('.', ''))
  const units = (cents * BigInt(100 + percent) + 5_000n) / 10_000n
  return `${units}.00`
}
