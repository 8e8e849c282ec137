const BACKSLASH = '\\'.charCodeAt(0)
const QUOTE = '"'.charCodeAt(0)
const LIST = '['.charCodeAt(0)
const END_OF_LIST = ']'.charCodeAt(0)
const OBJECT = '{'.charCodeAt(0)
const END_OF_OBJECT = '}'.charCodeAt(0)

/** Where JSON text first nests deeper than `limit`; undefined when it never does. Text in strings doesn't count. */
export function nestingTooDeep(text: string, limit: number): number | undefined {
  let depth = 0
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (inString) {
      if (unit === BACKSLASH) index++
      else if (unit === QUOTE) inString = false
    } else if (unit === QUOTE) inString = true
    else if (unit === LIST || unit === OBJECT) {
      if (++depth > limit) return index
    } else if (unit === END_OF_LIST || unit === END_OF_OBJECT) depth--
  }
  return undefined
}
