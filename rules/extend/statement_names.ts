import type { Over, PlanItem, RemovableKind } from '../syntax/ast.ts'

/** The name of a statement; none where it has none. */
export function nameOfItem(item: PlanItem): readonly string[] {
  return 'name' in item && typeof item.name === 'object' ? [item.name.name] : []
}

/** The word by which `remove` calls a statement; null for what has no name to be called by. */
export function removableAs(item: PlanItem): RemovableKind | null {
  switch (item.kind) {
    case 'table':
    case 'constant':
    case 'rule':
      return item.kind
    case 'let':
      return item.value.kind === 'assign' ? 'assign' : 'let'
    case 'fee':
    case 'fee_block':
      return item.charged
    default:
      return null
  }
}

/** Whether it is the statement that is to be removed; all editions of a name are. */
export function isCalled(item: PlanItem, what: RemovableKind, name: string): boolean {
  return removableAs(item) === what && nameOfItem(item).includes(name)
}

/**
 * What a statement replaces where another says the same; null where it only ever adds. A name stands
 * for one value, so a table, a `let`, an assignment or constants replace whatever else has it, with
 * all its editions; and so do a fee, a charge and a tax.
 */
export function replacesOf(item: PlanItem): string | null {
  switch (item.kind) {
    case 'adapt':
    case 'example':
    case 'remove':
    case 'edit_steps':
    case 'apply_steps':
      return null
    case 'premium':
      return `premium ${overText(item.over)}`
    case 'table':
    case 'let':
    case 'constant':
      return ['value', ...nameOfItem(item)].join(' ')
    case 'fee':
    case 'fee_block':
      return ['fee', ...nameOfItem(item)].join(' ')
    default:
      return [item.kind, ...nameOfItem(item)].join(' ')
  }
}

/** Which coverages it leaves out does not matter: a state prices all that an entity carries, or none. */
function overText({ entity, eachCoverage }: Over): string {
  return eachCoverage ? `${entity.name}, each coverage` : entity.name
}
