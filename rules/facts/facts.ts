/**
 * The facts of one risk, as JSON has them: `policy` with its fields, and beside it one list for each
 * kind of entity. `validateFacts` alone makes one; rating relies on everything it checked.
 */
export interface Facts {
  readonly policy: EntityFacts
  readonly [list: string]: EntityFacts | readonly EntityFacts[]
}

/** One entity: its fields, the lists inside it, and its `coverages`. */
export interface EntityFacts {
  readonly [key: string]: FactValue
}

/** The terms chosen for one coverage. */
export type CoverageFacts = Readonly<Record<string, string | number>>

export type FactValue =
  string | number | boolean | readonly EntityFacts[] | Readonly<Record<string, CoverageFacts>>

const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/

/** A declared choice as JSON writes it: a whole number is a number, any other is text. */
export function choiceInJson(choice: string): string | number {
  return WHOLE_NUMBER.test(choice) ? Number(choice) : choice
}
