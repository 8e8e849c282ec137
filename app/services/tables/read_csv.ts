/** A record of a filed CSV as it stands, its cells out of their quotes. */
export interface FiledRecord {
  /** From 1, the header being row 1, whatever line breaks its cells hold. */
  readonly row: number
  readonly cells: readonly string[]
  /** Where the CSV itself is broken in this row. */
  readonly faults: readonly CsvFault[]
}

export interface CsvFault {
  /** From 1. */
  readonly column: number
  readonly what: string
  /** Whether the cell can be read all the same: its quotes are letters of it. */
  readonly isReadable: boolean
}

/** A cell that is longer is taken for a quote that nobody closed. */
const LONGEST_CELL = 10_000
const BARE_QUOTE = 'a quote stands inside a cell that has none around it'

/**
 * Reads records of a CSV as its text arrives: with a byte-order mark, any line ends, quoted commas
 * and line breaks. A fault ends no reading; it is told with its row and column.
 */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<FiledRecord> {
  const reader = new CsvReader()
  for await (const chunk of chunks) yield* reader.take(chunk)
  yield* reader.end()
}

type Place = 'start' | 'bare' | 'quoted' | 'after quote'

class CsvReader {
  #place: Place = 'start'
  #cell = ''
  #cells: string[] = []
  #faults: CsvFault[] = []
  #row = 1
  #isFirst = true
  #afterReturn = false

  #add(letter: string) {
    if (this.#cell.length < LONGEST_CELL) this.#cell += letter
    else this.#fault(`the cell is longer than ${LONGEST_CELL} characters`)
  }

  *take(chunk: string): Generator<FiledRecord> {
    const text = this.#isFirst ? chunk.replace(/^\ufeff/, '') : chunk
    if (chunk !== '') this.#isFirst = false
    for (const letter of text) {
      const isSecondHalf = this.#afterReturn && letter === '\n' && this.#place !== 'quoted'
      this.#afterReturn = letter === '\r' && this.#place !== 'quoted'
      if (!isSecondHalf) yield* this.#read(letter)
    }
  }

  *end(): Generator<FiledRecord> {
    if (this.#place === 'quoted') this.#fault('a quote is not closed')
    if (this.#cells.length > 0 || this.#cell !== '' || this.#place !== 'start') {
      yield this.#endRecord()
    }
  }

  *#read(letter: string): Generator<FiledRecord> {
    if (this.#place === 'quoted') {
      if (letter === '"') this.#place = 'after quote'
      else this.#add(letter)
      return
    }
    if (letter === ',') this.#endCell()
    else if (letter === '\n' || letter === '\r') yield this.#endRecord()
    else if (letter === '"' && this.#place === 'start') this.#place = 'quoted'
    else if (letter === '"' && this.#place === 'after quote') {
      this.#add(letter)
      this.#place = 'quoted'
    } else {
      if (this.#place === 'after quote') this.#fault('something stands after a closing quote')
      if (letter === '"' && this.#place === 'bare') this.#fault(BARE_QUOTE)
      this.#add(letter)
      this.#place = 'bare'
    }
  }

  #fault(what: string) {
    const column = this.#cells.length + 1
    if (this.#faults.some((fault) => fault.column === column)) return
    this.#faults.push({ column, what, isReadable: what === BARE_QUOTE })
  }

  #endCell() {
    this.#cells.push(this.#cell)
    this.#cell = ''
    this.#place = 'start'
  }

  #endRecord(): FiledRecord {
    this.#endCell()
    const record = { row: this.#row, cells: this.#cells, faults: this.#faults }
    this.#cells = []
    this.#faults = []
    this.#row += 1
    return record
  }
}
