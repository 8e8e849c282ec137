import { BaseCommand } from '@adonisjs/core/ace'
import type { CommandOptions, ParsedOutput } from '@adonisjs/core/types/ace'
import { FileTooLarge } from '#services/files/file_too_large'
import { CommandProblem, misuse, refusal } from './_command_problem.ts'

const misuses = new WeakMap<ParsedOutput, CommandProblem>()

/**
 * What all plan commands have in common: they start without the application, print results on
 * standard output and problems on standard error, and end with 0 when all is well, 1 when what they
 * looked at is wrong, and 2 when they were called wrongly.
 */
export abstract class PlanCommand extends BaseCommand {
  static override options: CommandOptions = { startApp: false }

  /** Keeps a wrong call for `run`, since the kernel would end it with 1. */
  static override validate(parsed: ParsedOutput): void {
    try {
      super.validate(parsed)
      const [extra] = parsed._
      if (extra !== undefined) throw new Error(`"${extra}" is one argument too many`)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      misuses.set(
        parsed,
        misuse(`${reason}.`, `node ace ${this.commandName} --help tells how it is called.`)
      )
    }
  }

  /** Does the work and resolves to the exit code; throws a `CommandProblem` to give up. */
  protected abstract work(): Promise<0 | 1>

  override async run(): Promise<void> {
    // `plan:compile … | head` closes our output early, which is no fault.
    process.stdout.on('error', () => process.exit(0))
    try {
      const wrongCall = misuses.get(this.parsed)
      if (wrongCall) throw wrongCall
      this.exitCode = await this.work()
    } catch (error) {
      const problem = problemOf(error)
      this.exitCode = problem.exitCode
      this.complain(problem.message)
      if (problem.help !== undefined) this.complain(`help: ${problem.help}`)
    }
  }

  /** Whether to print in colour: on a terminal, unless --no-ansi, NO_COLOR or FORCE_COLOR say otherwise. */
  protected get color(): boolean {
    const asked: unknown = this.parsed.flags.ansi
    if (typeof asked === 'boolean') return asked
    if (process.env.NO_COLOR) return false
    return Boolean(process.env.FORCE_COLOR) || process.stdout.isTTY === true
  }

  protected print(text: string): void {
    process.stdout.write(`${text}\n`)
  }

  protected complain(text: string): void {
    process.stderr.write(`${text}\n`)
  }
}

/** What a command says of an error that it gave up for; any other is a fault of ours. */
function problemOf(error: unknown): CommandProblem {
  if (error instanceof CommandProblem) return error
  if (error instanceof FileTooLarge)
    return refusal(`${error.path} can't be read: ${error.message}.`)
  throw error
}
