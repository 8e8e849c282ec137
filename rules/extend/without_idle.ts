import type { PlanItem } from '../syntax/ast.ts'

/**
 * A plan's statements without what it inherited from `source` and nothing speaks of: a table or value
 * that a state has no use for is no part of its plan, and its rates need not be filed there.
 */
export function withoutIdle(items: readonly PlanItem[], source: string): readonly PlanItem[] {
  const canBeIdle = (item: PlanItem) => item.span.source === source && givenName(item) !== null
  const spoken = new Set<string>()
  let waiting = items.filter((item) => item.kind !== 'example' && !canBeIdle(item))
  let rest = items.filter(canBeIdle)
  while (waiting.length > 0) {
    for (const item of waiting) collectNames(item, spoken)
    waiting = rest.filter((item) => spoken.has(givenName(item) ?? ''))
    rest = rest.filter((item) => !spoken.has(givenName(item) ?? ''))
  }
  const idle = new Set(rest)
  return items.filter((item) => !idle.has(item))
}

/** The name that other statements call it by. */
function givenName(item: PlanItem): string | null {
  switch (item.kind) {
    case 'table':
    case 'let':
    case 'constant':
      return item.name.name
    case 'discounts':
      return 'discounts'
    default:
      return null
  }
}

/** Every name within a statement, whatever it stands for there. */
function collectNames(node: unknown, into: Set<string>): void {
  if (Array.isArray(node)) for (const each of node) collectNames(each, into)
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'name' && typeof value === 'string') into.add(value)
      else if (key !== 'span') collectNames(value, into)
    }
  }
}
