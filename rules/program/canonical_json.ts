/** Texts of some thousand characters are made flat before they grow into millions of parts. */
const PIECE = 16_000
const PLAIN = /^[ !#-[\]-~]*$/

/**
 * JSON without white space and with the keys of every object sorted by UTF-16 code units, so that
 * equal data has equal text. Only plain JSON data; a key whose value is undefined is left out.
 */
export function canonicalJson(value: unknown): string {
  const pieces: string[] = []
  canonicalPieces(value, (piece) => pieces.push(piece))
  return pieces.join('')
}

/** Gives the text of `canonicalJson` piece by piece; none ends within a character. */
export function canonicalPieces(value: unknown, take: (piece: string) => void): void {
  const writer = new Writer(take)
  writer.write(value)
  writer.end()
}

class Writer {
  readonly #take: (piece: string) => void
  #text = ''

  constructor(take: (piece: string) => void) {
    this.#take = take
  }

  write(value: unknown): void {
    if (typeof value === 'string') this.#text += quoted(value)
    else if (typeof value !== 'object' || value === null) this.#text += JSON.stringify(value)
    else if (Array.isArray(value)) this.#list(value)
    else this.#members(value)
    if (this.#text.length > PIECE) this.end()
  }

  end(): void {
    this.#take(this.#text)
    this.#text = ''
  }

  #list(values: readonly unknown[]): void {
    let before = '['
    for (const value of values) {
      this.#text += before
      this.write(value)
      before = ','
    }
    this.#text += before === '[' ? '[]' : ']'
  }

  #members(value: object): void {
    let before = '{'
    for (const [key, member] of Object.entries(value).sort(byKey)) {
      if (member === undefined) continue
      this.#text += `${before}${quoted(key)}:`
      this.write(member)
      before = ','
    }
    this.#text += before === '{' ? '{}' : '}'
  }
}

/** Most texts need no escape, which a pattern tells in a tenth of the time. */
function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text)
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
