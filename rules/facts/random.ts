/** A stream of random numbers that a seed fixes for ever (mulberry32): the same on every machine. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A whole number from 0 up to 2^32, 2^32 excluded. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + (this.next() % (high - low + 1))
  }

  /** Whether something happens that does so in `part` of `whole` cases. */
  happens(part: number, whole: number): boolean {
    return this.next() % whole < part
  }

  /** One of the choices. @throws RangeError where there is none. */
  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.next() % Math.max(choices.length, 1)]
    if (choice === undefined) throw new RangeError('Nothing to pick from')
    return choice
  }

  /**
   * One of the choices, each as often as its weight says; weights are whole numbers.
   * @throws RangeError where no weight is above zero.
   */
  weighted<T>(choices: readonly (readonly [choice: T, weight: number])[]): T {
    const whole = choices.reduce((sum, [, weight]) => sum + weight, 0)
    let left = whole > 0 ? this.next() % whole : 0
    for (const [choice, weight] of choices) {
      if (left < weight) return choice
      left -= weight
    }
    throw new RangeError('No choice has a weight')
  }
}
