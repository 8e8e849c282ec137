/** A copy of a tree whose every span stands `by` further on, in the source of that name. */
export function moved<Tree>(tree: Tree, by: number, source: string): Tree {
  // Nothing but what a span says is changed, so that the copy has the tree's own type.
  return move(tree, by, source) as Tree
}

function move(node: unknown, by: number, source: string): unknown {
  if (typeof node !== 'object' || node === null) return node
  if (Array.isArray(node)) return node.map((each) => move(each, by, source))
  const copy: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) {
    copy[key] = isSpan(key, value)
      ? { source, start: value.start + by, end: value.end + by }
      : move(value, by, source)
  }
  return copy
}

function isSpan(
  key: string,
  value: unknown
): value is { readonly start: number; readonly end: number } {
  return key === 'span' && typeof value === 'object' && value !== null && 'start' in value
}
