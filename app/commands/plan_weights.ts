import { createReadStream } from 'node:fs'
import { args, flags } from '@adonisjs/core/ace'
import { readLines } from '#http/ndjson'
import { prepare, validateFacts, type Facts, type HashedProgram } from '#rules/index'
import { weighBook, weighingOf, type BookWeights } from '#services/weights/judge_weights'
import type { GroupWeights } from '#services/weights/weigh_factors'
import { WeighingProblem, type Weighing } from '#services/weights/weighing'
import { misuse, refusal } from './_command_problem.ts'
import { openWorkshop, planNamed, programOf } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { reasonOf } from './_reason_of.ts'
import { alignColumns } from './_table.ts'

const LONGEST_LINE = 1_000_000

export default class PlanWeights extends PlanCommand {
  static override commandName = 'plan:weights'
  static override description = 'Weigh the rating factors of a plan over a book of business'
  static override help = [
    'The book is NDJSON: facts, or {"facts": {…}}, a line; - reads standard input. weights.json in',
    "the plan's folder says which steps are a factor and in which order they must weigh. A factor",
    'weighs the sum over its levels of |R_i - R| times exposure times base. Ends with 1 where the',
    'order is broken.',
    '```',
    '{{ binaryName }} plan:weights ca book.ndjson',
    '{{ binaryName }} plan:weights ca - --json',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan' })
  declare plan: string

  @args.string({ description: 'NDJSON file with the book, or -' })
  declare book: string

  @flags.boolean({ description: 'Print the weights as JSON' })
  declare json?: boolean

  protected async work(): Promise<0 | 1> {
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const plan = planNamed(this.plan, workshop)
    const weighing = await statedIn(plan.folder)
    const { risks, groups } = await this.#weigh(await programOf(plan, workshop), weighing)
    if (this.json) this.print(JSON.stringify({ risks, groups }, null, 2))
    else this.#tell(risks, groups)
    return groups.every(({ broken }) => broken.length === 0) ? 0 : 1
  }

  async #weigh(compiled: HashedProgram, weighing: Weighing): Promise<BookWeights> {
    try {
      const weights = await weighBook(prepare(compiled), weighing, this.#risks(compiled))
      if (weights.risks > 0) return weights
    } catch (error) {
      if (error instanceof WeighingProblem) throw refusal(`${error.message}.`)
      if (error instanceof Error && 'syscall' in error) throw misuse(`${reasonOf(error)}.`)
      throw error
    }
    throw refusal(`${this.book} holds no risk.`)
  }

  async *#risks({ program }: HashedProgram): AsyncIterable<Facts> {
    for await (const { number, text } of readLines(this.#source(), LONGEST_LINE)) {
      const validated = validateFacts(program.shape, factsOf(text, number))
      if (!validated.ok) throw wrongLine(number, validated.errors[0]?.path)
      yield validated.facts
    }
  }

  #source(): AsyncIterable<Buffer> {
    return this.book === '-' ? process.stdin : createReadStream(this.book)
  }

  #tell(risks: number, groups: readonly GroupWeights[]): void {
    this.print(`Weights over ${risks} ${risks === 1 ? 'risk' : 'risks'}`)
    for (const { coverages, weights, broken } of groups) {
      this.print(`\n${coverages.join(', ')}`)
      const rows = weights.map(({ factor, weight }) => ['', factor, weight])
      for (const line of alignColumns(rows, [2])) this.print(line)
      for (const what of broken) this.print(`  broken: ${what}`)
    }
  }
}

async function statedIn(folder: string): Promise<Weighing> {
  try {
    const weighing = await weighingOf(folder)
    if (weighing) return weighing
  } catch (error) {
    throw refusal(`${reasonOf(error)}.`)
  }
  throw refusal(`${folder} has no weights.json, which says what is a factor.`)
}

function factsOf(text: string | undefined, number: number): unknown {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return typeof value === 'object' && value !== null && 'facts' in value ? value.facts : value
  } catch {
    throw refusal(`Line ${number} of the book is not valid JSON.`)
  }
}

function wrongLine(number: number, path: string | undefined) {
  return refusal(`Line ${number} of the book can't be rated: ${path || 'its facts are wrong'}.`)
}
