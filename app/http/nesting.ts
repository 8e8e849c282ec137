/** Where JSON text first nests deeper than `limit`; undefined when it never does. Text in strings doesn't count. */
export function nestingTooDeep(text: string, limit: number): number | undefined {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (inString) {
      if (character === '\\') index++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '[' || character === '{') {
      if (++depth > limit) return index
    } else if (character === ']' || character === '}') depth--
  }
  return undefined
}
