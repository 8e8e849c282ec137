import type { ProductShape } from '../plan/shape.ts'
import { OfRows } from '../plan/of_rows.ts'
import { indexShape } from '../plan/shape_index.ts'
import type { PlanModel, RuleModel, TableModel } from '../plan/model.ts'
import type { KeyCell, RoundingMode } from '../program/program.ts'
import type { placesOf } from '../program/places.ts'
import type { Span } from '../source.ts'
import type { PlanFile } from '../syntax/ast.ts'
import { feesOf } from '../syntax/fees_of.ts'
import { buildDiscounts } from './build_discounts.ts'
import { buildFees } from './build_fee.ts'
import { during } from './in_force.ts'
import { LetTable } from './let_table.ts'
import { buildPremium, buildTotal } from './build_premium.ts'
import { readHeader } from './read_header.ts'
import { readTable } from './read_table.ts'
import type { Report } from './report.ts'
import { resolveCondition, type TableSignature, type World } from './resolver.ts'
import { POLICY_SCOPE } from './scope.ts'
import { areAlike, tableEditions, type Edition } from './table_editions.ts'
import { uniqueNames } from './unique_names.ts'

/** How a plan is written: where its spans stand, and the words in them. */
export interface Written {
  readonly place: ReturnType<typeof placesOf>
  readonly text: (span: Span) => string
}

/** The plan with every name resolved and every value typed; what is in error is left out. */
export function buildPlan(
  file: PlanFile,
  { place, text }: Written,
  shape: ProductShape,
  files: Readonly<Record<string, string>>,
  report: Report
): PlanModel {
  const header = readHeader(file, shape, report)
  const index = indexShape(shape)
  uniqueNames(file, index, report)
  const rounding: RoundingMode = file.header.rounding ?? 'half up'
  const tables = new Map<string, TableModel>()
  const editions = tableEditions(file)
  for (const { name, declared } of [...editions.values()].flat()) {
    tables.set(
      name,
      readTable(declared, files, (span) => place(span).line, report)
    )
  }
  for (const named of editions.values()) areAlike(named, tables, report)
  const lets = new LetTable(file, index, report)
  const world = makeWorld(lets, editions, tables, {
    ...{ index, report, rounding },
    leftOut: file.leftOut ?? [],
  })
  const resolved = lets.resolveAll(world)
  const declaredDiscounts = file.items.find((item) => item.kind === 'discounts')
  const discounts = declaredDiscounts ? buildDiscounts(declaredDiscounts, world) : null
  return {
    ...header,
    rounding,
    shape,
    tables,
    lets: resolved,
    rules: file.items.flatMap((item) => (item.kind === 'rule' ? buildRule(item, world) : [])),
    discounts,
    premiums: file.items.flatMap((item) =>
      item.kind === 'premium' ? buildPremium(item, discounts?.over ?? null, text, world) : []
    ),
    total: totalOf(file, text, world),
    fees: buildFees(feesOf(file.items), text, world),
  }
}

function totalOf(file: PlanFile, text: (span: Span) => string, world: World): PlanModel['total'] {
  const declared = file.items.find((item) => item.kind === 'total')
  return declared ? buildTotal(declared, text, world) : null
}

function makeWorld(
  lets: LetTable,
  editions: ReadonlyMap<string, readonly Edition[]>,
  tables: ReadonlyMap<string, TableModel>,
  base: Pick<World, 'index' | 'report' | 'rounding' | 'leftOut'>
): World {
  const signatures = new Map<string, TableSignature>()
  for (const [name, named] of editions) {
    const models = named.flatMap((edition) => tables.get(edition.name) ?? [])
    const [first] = models
    if (!first) continue
    signatures.set(name, {
      name,
      editions: named,
      columns: first.columns,
      keys: first.keys.map((key, at) => ({
        ...key,
        notGiven: models.every((table) => hasNotGiven(table, at)),
      })),
    })
  }
  const world: World = {
    ...base,
    tableNames: new Set(editions.keys()),
    letNames: lets.names,
    table: (name) => signatures.get(name) ?? null,
    letOf: (name) => lets.of(name),
    letSignature: (name, from) => lets.signature(name, from, world),
  }
  return world
}

const notGiven = new OfRows<boolean>()

function hasNotGiven({ rows }: TableModel, at: number): boolean {
  return notGiven.get(rows, String(at), () => rows.some((row) => isNotGiven(row.keys[at])))
}

function isNotGiven(cell: KeyCell | undefined): boolean {
  return cell !== undefined && ('notGiven' in cell || 'any' in cell)
}

function buildRule(
  declared: Extract<PlanFile['items'][number], { kind: 'rule' }>,
  world: World
): readonly RuleModel[] {
  const written = resolveCondition(declared.when, POLICY_SCOPE, world)
  const condition = written && during(declared, written, written.span, world)
  if (!condition) return []
  return [
    {
      name: declared.name.name,
      title: declared.title?.text,
      condition,
      action: declared.then.action,
      to: declared.then.to?.name,
      reason: declared.then.reason.text,
      citation: declared.citation?.text,
      span: declared.span,
    },
  ]
}
