/** One event of a stream of the channel `quotes`. */
export interface HeardEvent {
  readonly id: string
  readonly type: string
  /** Of which quote it tells; undefined for `ready`. */
  readonly quote: string | undefined
}

/** Reads the answer to one request for a stream, head and chunks, with as little work as it takes. */
export class StreamReader {
  #text = ''
  #isOpen = false

  constructor(private readonly heard: (event: HeardEvent) => void) {}

  /** Takes what came in; false where the answer is no stream. */
  read(text: string): boolean {
    this.#text += text
    if (!this.#isOpen) {
      const end = this.#text.indexOf('\r\n\r\n')
      if (end < 0) return true
      if (!this.#text.startsWith('HTTP/1.1 200')) return false
      this.#isOpen = true
      this.#text = this.#text.slice(end + 4)
    }
    // The lengths of chunks stand on lines of their own between the events, where no field begins.
    for (let end = this.#text.indexOf('\n\n'); end >= 0; end = this.#text.indexOf('\n\n')) {
      this.#take(this.#text.slice(0, end))
      this.#text = this.#text.slice(end + 2)
    }
    return true
  }

  #take(block: string): void {
    const id = /^id: (\d+)$/m.exec(block)?.[1]
    const data = /^data: (.+)$/m.exec(block)?.[1]
    if (id === undefined || data === undefined) return
    const { type, id: quote }: { type: string; id?: string } = JSON.parse(data)
    this.heard({ id, type, quote })
  }
}
