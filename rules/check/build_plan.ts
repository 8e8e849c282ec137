import type { ProductShape } from '../plan/shape.ts'
import { indexShape } from '../plan/shape_index.ts'
import type { PlanModel, RuleModel, TableModel } from '../plan/model.ts'
import type { KeyCell, RoundingMode } from '../program/program.ts'
import type { placesOf } from '../program/places.ts'
import type { Span } from '../source.ts'
import type { PlanFile } from '../syntax/ast.ts'
import { buildDiscounts } from './build_discounts.ts'
import { buildFee } from './build_fee.ts'
import { LetTable } from './let_table.ts'
import { buildPremium } from './build_premium.ts'
import { readHeader } from './read_header.ts'
import { readTable } from './read_table.ts'
import type { Report } from './report.ts'
import { resolveCondition, type TableSignature, type World } from './resolver.ts'
import { POLICY_SCOPE } from './scope.ts'
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
  for (const item of file.items) {
    if (item.kind !== 'table' || tables.has(item.name.name)) continue
    tables.set(
      item.name.name,
      readTable(item, files, (span) => place(span).line, report)
    )
  }
  const lets = new LetTable(file, index, report)
  const world = makeWorld(lets, tables, { index, report, rounding })
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
    fees: file.items.flatMap((item) => (item.kind === 'fee' ? buildFee(item, text, world) : [])),
  }
}

function makeWorld(
  lets: LetTable,
  tables: ReadonlyMap<string, TableModel>,
  base: Pick<World, 'index' | 'report' | 'rounding'>
): World {
  const signatures = new Map<string, TableSignature>()
  for (const table of tables.values()) {
    signatures.set(table.name, {
      name: table.name,
      columns: table.columns,
      keys: table.keys.map((key, at) => ({ ...key, notGiven: hasNotGiven(table, at) })),
    })
  }
  const world: World = {
    ...base,
    tableNames: new Set(tables.keys()),
    letNames: lets.names,
    table: (name) => signatures.get(name) ?? null,
    letOf: (name) => lets.of(name),
    letSignature: (name, from) => lets.signature(name, from, world),
  }
  return world
}

function hasNotGiven(table: TableModel, at: number): boolean {
  return table.rows.some((row) => isNotGiven(row.keys[at]))
}

function isNotGiven(cell: KeyCell | undefined): boolean {
  return cell !== undefined && ('notGiven' in cell || 'any' in cell)
}

function buildRule(
  declared: Extract<PlanFile['items'][number], { kind: 'rule' }>,
  world: World
): readonly RuleModel[] {
  const condition = resolveCondition(declared.when, POLICY_SCOPE, world)
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
