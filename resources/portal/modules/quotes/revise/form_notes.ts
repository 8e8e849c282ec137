/** What a form shows beside its answers; places are JSON pointers into the facts. */
export interface FormNotes {
  /** What is wrong with an answer. */
  readonly wrong: ReadonlyMap<string, string>
  /** How many entities of a kind there are, for a field that names one. */
  readonly counts: Readonly<Record<string, number>>
  /** What is taken while nobody answers. */
  readonly assumed: ReadonlyMap<string, { readonly title: string; readonly value: unknown }>
  /** Who else is giving an answer. */
  readonly people: ReadonlyMap<string, string>
  /** The answers that are asked; null for all. */
  readonly only: ((pointer: string, entity: string, field: string) => boolean) | null
  /** Whether an answer may stay silent: yes or no has no beginning, and so has a new entity. */
  readonly maySkip: boolean
}
