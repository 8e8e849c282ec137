import type { FactError } from './worksheet.ts'

/** Facts that fit the shape but that the plan doesn't rate; `rate` turns it into an outcome. */
export class Refusal extends Error {
  readonly fact: FactError

  constructor(fact: FactError) {
    super(fact.message)
    this.fact = fact
  }
}
