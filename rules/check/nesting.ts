import type { Span } from '../source.ts'

/**
 * Where a tree has `most` levels or more, or null. It walks with a list of its own, so that no
 * depth can exhaust the stack; everything after it may then recurse.
 */
export function tooDeep(root: object, most: number): Span | null {
  const waiting: { readonly node: object; readonly depth: number; readonly span: Span | null }[] = [
    { node: root, depth: 0, span: null },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const span = spanOf(next.node) ?? next.span
    if (next.depth >= most) return span
    for (const [key, child] of Object.entries(next.node)) {
      const isNode = typeof child === 'object' && child !== null && key !== 'span'
      if (isNode) waiting.push({ node: child, depth: next.depth + 1, span })
    }
  }
  return null
}

function spanOf(node: object): Span | null {
  const span: unknown = 'span' in node ? node.span : null
  // Every `span` of the tree is one.
  return typeof span === 'object' ? (span as Span | null) : null
}
