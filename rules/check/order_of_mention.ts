/** The names in an order where each comes after those that its value mentions, as far as there is one. */
export function inOrderOfMention(
  lets: ReadonlyMap<string, { readonly value: object }>
): readonly string[] {
  const ordered = new Set<string>()
  const visited = new Set<string>()
  const waiting = [...lets.keys()].toReversed().map((name) => ({ name, isDone: false }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, isDone } = next
    const declared = lets.get(name)
    if (isDone) ordered.add(name)
    if (isDone || visited.has(name) || !declared) continue
    visited.add(name)
    waiting.push({ name, isDone: true })
    for (const mentioned of mentions(declared.value))
      waiting.push({ name: mentioned, isDone: false })
  }
  return [...ordered]
}

/** Every name in an expression, whatever it stands for. */
function mentions(value: object): ReadonlySet<string> {
  const names = new Set<string>()
  const waiting: object[] = [value]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('name' in node && typeof node.name === 'string') names.add(node.name)
    for (const child of Object.values(node)) {
      if (typeof child === 'object' && child !== null) waiting.push(child)
    }
  }
  return names
}
