import type { Over, PlanItem, RemovableKind } from '../syntax/ast.ts'

/** What `remove` calls a statement, and the kinds of statement that are meant. */
export const WORDS: Readonly<Record<RemovableKind, ReadonlySet<PlanItem['kind']>>> = {
  table: new Set(['table']),
  let: new Set(['let']),
  rule: new Set(['rule']),
  fee: new Set(['fee']),
  discount: new Set(),
  step: new Set(),
}

/** The kinds whose names stand for values: one of them replaces any other of its name. */
const VALUES: ReadonlySet<PlanItem['kind']> = new Set(['table', 'let'])

/** The name of a statement; none where it has none. */
export function nameOfItem(item: PlanItem): readonly string[] {
  return 'name' in item && typeof item.name === 'object' ? [item.name.name] : []
}

/** Whether it is the statement that is to be removed. */
export function isCalled(item: PlanItem, what: RemovableKind, name: string): boolean {
  return WORDS[what].has(item.kind) && nameOfItem(item).includes(name)
}

/** What a statement replaces where another says the same; null where it only ever adds. */
export function replacesOf(item: PlanItem): string | null {
  switch (item.kind) {
    case 'adapt':
    case 'example':
    case 'remove':
    case 'edit_steps':
      return null
    case 'premium':
      return `premium ${overText(item.over)}`
    default: {
      const kind = VALUES.has(item.kind) ? 'value' : item.kind
      return [kind, ...nameOfItem(item)].join(' ')
    }
  }
}

function overText({ entity, eachCoverage, but }: Over): string {
  const names = but.map(({ name }) => name).toSorted()
  return [entity.name, ...(eachCoverage ? ['each coverage but', ...names] : [])].join(' ')
}
