/** Ends a command: 1 when what it looked at is wrong, 2 when it was called wrongly. */
export class CommandProblem extends Error {
  constructor(
    readonly exitCode: 1 | 2,
    /** What is wrong and where, in sentences or as a block of lines. */
    what: string,
    /** How to mend it. */
    readonly help?: string
  ) {
    super(what)
    this.name = 'CommandProblem'
  }
}

/** The command was called in a way that it does not know. */
export function misuse(what: string, help?: string): CommandProblem {
  return new CommandProblem(2, what, help)
}

/** The command was called rightly, and what it was given is wrong. */
export function refusal(what: string, help?: string): CommandProblem {
  return new CommandProblem(1, what, help)
}
