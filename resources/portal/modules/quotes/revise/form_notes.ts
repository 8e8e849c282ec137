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
  /** Whether an answer is asked here. */
  readonly asks: (pointer: string, entity: string, field: string) => boolean
  /** Whether coverages and what an entity has of its own are left to another page. */
  readonly isShort: boolean
  /** Whether an answer may stay silent: yes or no has no beginning, and so has a new entity. */
  readonly maySkip: boolean
}
