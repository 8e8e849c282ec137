/** From so many numbers on, a search begins in the stretch where the key must be. */
const LEAST_GUIDED = 16

/**
 * Numbers in ascending order, without two alike, that are searched in about the same time however many
 * they are: their range is cut into as many stretches of one width, and each knows where its numbers begin.
 */
export class AscendingNumbers {
  readonly #numbers: Float64Array
  readonly #from: number
  readonly #perUnit: number
  /** By stretch, how many numbers lie in those before it; one more at the end. */
  readonly #before: Int32Array

  /** The first may be below any number. */
  constructor(numbers: readonly number[]) {
    this.#numbers = Float64Array.from(numbers)
    const finite = numbers.filter(Number.isFinite)
    const from = finite[0] ?? 0
    const width = (finite.at(-1) ?? 0) - from
    const stretches = numbers.length < LEAST_GUIDED || !(width > 0) ? 1 : numbers.length
    this.#from = from
    this.#perUnit = stretches === 1 ? 0 : stretches / width
    this.#before = new Int32Array(stretches + 1)
    for (const number of numbers) {
      const next = this.#stretchOf(number) + 1
      this.#before[next] = (this.#before[next] ?? 0) + 1
    }
    for (let at = 1; at <= stretches; at++) {
      this.#before[at] = (this.#before[at] ?? 0) + (this.#before[at - 1] ?? 0)
    }
  }

  /** How many of them are at most the key. */
  countUpTo(key: number): number {
    const stretch = this.#stretchOf(key)
    let low = this.#before[stretch] ?? 0
    let high = this.#before[stretch + 1] ?? 0
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#numbers[middle] ?? 0) <= key) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Whether the number in that place is the key. */
  isAt(place: number, key: number): boolean {
    return this.#numbers[place] === key
  }

  /** Never falls as the number grows, so that rounding puts no number behind a greater one. */
  #stretchOf(number: number): number {
    const last = this.#before.length - 2
    const stretch = (number - this.#from) * this.#perUnit
    if (!(stretch > 0)) return 0
    return stretch < last ? Math.floor(stretch) : last
  }
}
