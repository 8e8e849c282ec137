/** A part of a program that the bulk evaluator does not carry; the risks that come to it are rated by the exact path. */
export class Unsupported extends Error {}

/** Refuses, by its name, every property that the bulk evaluator would otherwise leave out of the account. */
export function onlyKnown(what: string, part: object, known: readonly string[]): void {
  const unknown = Object.keys(part).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new Unsupported(`${what} with "${unknown}"`)
}

/** An amount has more digits after the point than was allowed for. */
export class TooFine extends Error {}
