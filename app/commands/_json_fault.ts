/** Where a text stops being JSON, and what could have stood there. */
export interface JsonFault {
  readonly offset: number
  readonly expected: string
}

const TOKEN =
  /[ \t\r\n]*(?:([[{\]},:])|("(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b))/uy

type State = 'a value' | 'a value or ]' | 'a name' | 'a name or }' | ':' | ', or the end'

/** The first fault of a text that is not JSON; undefined when it is JSON. `JSON.parse` often leaves out the place. */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: string[] = []
  let state: State | 'the end' = 'a value'
  TOKEN.lastIndex = 0
  for (;;) {
    const start = TOKEN.lastIndex
    const [token, mark, string] = TOKEN.exec(text) ?? []
    if (token === undefined) {
      const offset = start + (/^[ \t\r\n]*/.exec(text.slice(start))?.[0].length ?? 0)
      if (offset >= text.length && state === 'the end') return undefined
      return { offset, expected: say(state, open) }
    }
    const next = advance(state, open, mark, string !== undefined)
    if (next === undefined) {
      return { offset: start + token.length - token.trimStart().length, expected: say(state, open) }
    }
    state = next
  }
}

/** The state after a token, `open` kept up to date; undefined when it can't stand there. */
function advance(
  state: State | 'the end',
  open: string[],
  mark: string | undefined,
  isString: boolean
): State | 'the end' | undefined {
  switch (state) {
    case 'a value':
    case 'a value or ]':
      if (mark === '{' || mark === '[') {
        open.push(mark)
        return mark === '{' ? 'a name or }' : 'a value or ]'
      }
      if (mark === ']' && state === 'a value or ]') return close(open)
      return mark === undefined ? after(open) : undefined
    case 'a name':
    case 'a name or }':
      if (mark === '}' && state === 'a name or }') return close(open)
      return isString ? ':' : undefined
    case ':':
      return mark === ':' ? 'a value' : undefined
    case ', or the end':
      if (mark === ',') return open.at(-1) === '{' ? 'a name' : 'a value'
      return mark === (open.at(-1) === '{' ? '}' : ']') ? close(open) : undefined
    case 'the end':
      return undefined
  }
}

function close(open: string[]): State | 'the end' {
  open.pop()
  return after(open)
}

function after(open: readonly string[]): State | 'the end' {
  return open.length === 0 ? 'the end' : ', or the end'
}

function say(state: State | 'the end', open: readonly string[]): string {
  if (state === 'a name') return 'a name in double quotes'
  if (state === 'a name or }') return 'a name in double quotes, or }'
  if (state !== ', or the end') return state
  return open.at(-1) === '{' ? 'a comma or }' : 'a comma or ]'
}
