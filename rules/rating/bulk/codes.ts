/** Numbers texts: equal texts have equal codes from 1; 0 is every text that the program does not name. */
export class Codes {
  readonly #codes = new Map<string, number>()
  /** Those of whole numbers again, so that none has to be written out. */
  readonly #ofNumbers = new Map<number, number>()

  /** The code of a text that the program or its shape names. */
  add(text: string): number {
    const known = this.#codes.get(text)
    if (known !== undefined) return known
    const code = this.#codes.size + 1
    this.#codes.set(text, code)
    if (String(Number(text)) === text) this.#ofNumbers.set(Number(text), code)
    return code
  }

  /** The code of any text, or of a number as it is written. */
  of(answer: string | number): number {
    const codes: ReadonlyMap<string | number, number> =
      typeof answer === 'number' ? this.#ofNumbers : this.#codes
    return codes.get(answer) ?? 0
  }

  /** The texts by their codes, from 1. */
  get texts(): readonly string[] {
    return [...this.#codes.keys()]
  }

  /** How many codes there are, that of unnamed texts included. */
  get size(): number {
    return this.#codes.size + 1
  }
}
