/** Collects how to undo what was started; undoing runs newest first, each once, and skips no one after a failure. */
export class UndoStack {
  #steps: (() => Promise<unknown>)[] = []
  #undone: Promise<void> | undefined

  push(step: () => Promise<unknown>): void {
    this.#steps.push(step)
  }

  undo(): Promise<void> {
    this.#undone ??= this.#run()
    return this.#undone
  }

  async #run(): Promise<void> {
    const failures: unknown[] = []
    for (const step of this.#steps.toReversed()) {
      await step().catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be stopped')
  }
}
