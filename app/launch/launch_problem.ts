/** A reason not to start that a person can mend: what is wrong, and what to do about it. */
export class LaunchProblem extends Error {
  constructor(
    what: string,
    readonly remedy: string,
    options?: ErrorOptions
  ) {
    super(what, options)
    this.name = 'LaunchProblem'
  }

  /** The whole problem on one line, whatever line breaks its parts carry. */
  get line(): string {
    return `${this.message} ${this.remedy}`.replace(/\s+/g, ' ').trim()
  }
}

/** The `code` of a system error, or of one that PostgreSQL sent; undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
