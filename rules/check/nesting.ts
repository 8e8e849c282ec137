import type { Span } from '../source.ts'

/**
 * Where a tree has `most` levels or more, or null. It goes no deeper than that, so that no depth can
 * exhaust the stack; everything after it may then recurse.
 */
export function tooDeep(root: object, most: number, around: Span | null = null): Span | null {
  const span = spanOf(root) ?? around
  if (most === 0) return span
  for (const [key, child] of Object.entries(root)) {
    if (typeof child !== 'object' || child === null || key === 'span') continue
    const deep = tooDeep(child, most - 1, span)
    if (deep) return deep
  }
  return null
}

function spanOf(node: object): Span | null {
  const span: unknown = 'span' in node ? node.span : null
  // Every `span` of the tree is one.
  return typeof span === 'object' ? (span as Span | null) : null
}
