import type { Span } from '../source.ts'

/**
 * Where a tree has `most` levels or more, or null. It goes no deeper than that, so that no depth can
 * exhaust the stack; everything after it may then recurse.
 */
export function tooDeep(root: object, most: number): Span | null {
  return placeOf(root, most, null)?.span ?? null
}

/** The node that stands too deep, with the nearest span around it. */
function placeOf(node: object, most: number, around: Span | null): { span: Span | null } | null {
  const span = 'span' in node && isSpan(node.span) ? node.span : around
  if (most === 0) return { span }
  // Of several places the last is named.
  for (const child of Object.values(node).toReversed()) {
    if (typeof child !== 'object' || child === null || child === span) continue
    const deep = placeOf(child, most - 1, span)
    if (deep) return deep
  }
  return null
}

/** Every `span` of the tree is one. */
function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null
}
