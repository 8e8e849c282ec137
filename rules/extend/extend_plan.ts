import type { Report } from '../check/report.ts'
import type { ApplySteps, PlanFile, PlanItem, RemoveDecl, StepsEdit } from '../syntax/ast.ts'
import { applySteps, editSteps, removeStep } from './edit_steps.ts'
import { readingInherited } from './inherited_files.ts'
import { withoutIdle } from './without_idle.ts'
import { isCalled, nameOfItem, removableAs, replacesOf } from './statement_names.ts'

type Exception = RemoveDecl | StepsEdit | ApplySteps

/**
 * A plan with what it inherits: the statements of the countrywide plan in their order, each replaced
 * by those of the same name, then what is the plan's own, then its exceptions one after the other.
 * Worked examples are not inherited, since they hold for other rates, and neither is what nothing
 * speaks of then.
 */
export function extendPlan(
  file: PlanFile,
  base: PlanFile,
  ownFiles: ReadonlySet<string>,
  report: Report
): PlanFile {
  const own = file.items.filter((item) => !isException(item))
  const name = base.header.name?.name ?? ''
  const inherited = base.items
    .filter((item) => item.kind !== 'example' && !isException(item))
    .map((item) => readingInherited(item, name, ownFiles))
  let items = replaceByName(inherited, own)
  for (const item of file.items.filter(isException)) {
    items = withException(items, item, report)
  }
  const { of, rounding } = base.header
  const header = { ...(of && { of }), ...(rounding && { rounding }), ...file.header }
  return { ...file, header, ...withoutIdle(items, base.span.source) }
}

/** Whether a statement changes one that is inherited, and states nothing by itself. */
export function isException(item: PlanItem): item is Exception {
  return item.kind === 'remove' || item.kind === 'edit_steps' || item.kind === 'apply_steps'
}

function withException(
  items: readonly PlanItem[],
  exception: Exception,
  report: Report
): readonly PlanItem[] {
  switch (exception.kind) {
    case 'remove':
      return remove(items, exception, report)
    case 'edit_steps':
      return editSteps(items, exception, report)
    case 'apply_steps':
      return applySteps(items, exception, report)
  }
}

function replaceByName(
  inherited: readonly PlanItem[],
  own: readonly PlanItem[]
): readonly PlanItem[] {
  const byName = Map.groupBy(own, replacesOf)
  const placed = new Set<PlanItem>()
  const merged = inherited.flatMap((item): readonly PlanItem[] => {
    const name = replacesOf(item)
    const replacements = name === null ? undefined : byName.get(name)
    if (!replacements) return [item]
    const fresh = replacements.filter((each) => !placed.has(each))
    for (const each of fresh) placed.add(each)
    return item.kind === 'discounts' ? fresh.map((block) => withInherited(block, item)) : fresh
  })
  return [...merged, ...own.filter((item) => !placed.has(item))]
}

/** A block of discounts replaces the inherited one item by item; its head is its own. */
function withInherited(
  block: PlanItem,
  base: Extract<PlanItem, { readonly kind: 'discounts' }>
): PlanItem {
  if (block.kind !== 'discounts') return block
  const own = new Map(block.items.map((item) => [item.name.name, item]))
  const inherited = new Set(base.items.map((item) => item.name.name))
  return {
    ...block,
    items: [
      ...base.items.map((item) => own.get(item.name.name) ?? item),
      ...block.items.filter((item) => !inherited.has(item.name.name)),
    ],
  }
}

function remove(
  items: readonly PlanItem[],
  declared: RemoveDecl,
  report: Report
): readonly PlanItem[] {
  if (declared.what === 'step') return removeStep(items, declared.name, report)
  if (declared.what === 'discount') return removeDiscount(items, declared, report)
  const { what, name } = declared
  const kept = items.filter((item) => !isCalled(item, what, name.name))
  if (kept.length < items.length) return kept
  const known = items.flatMap((item) => (removableAs(item) === what ? nameOfItem(item) : []))
  return missing(items, declared, known, report)
}

function removeDiscount(
  items: readonly PlanItem[],
  declared: RemoveDecl,
  report: Report
): readonly PlanItem[] {
  const names = items.flatMap((item) =>
    item.kind === 'discounts' ? item.items.map(({ name }) => name.name) : []
  )
  if (!names.includes(declared.name.name)) return missing(items, declared, names, report)
  return items.map((item) =>
    item.kind === 'discounts'
      ? { ...item, items: item.items.filter(({ name }) => name.name !== declared.name.name) }
      : item
  )
}

function missing(
  items: readonly PlanItem[],
  { what, name }: RemoveDecl,
  known: readonly string[],
  report: Report
): readonly PlanItem[] {
  report.unknown('RATE231', name, `There is no ${what} "${name.name}" to remove`, known)
  return items
}
