import { once } from 'node:events'
import { args, flags } from '@adonisjs/core/ace'
import { drawRiskNumbered } from '#services/books/draw_book'
import type { BookRecipe } from '#services/books/draw_book'
import { BookProblem } from '#services/books/read_spreads'
import { storeBook } from '#services/books/store_book'
import { bookRecipe } from './_book_recipe.ts'
import { misuse, refusal } from './_command_problem.ts'
import { openWorkshop, planNamed, programOf } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { withDatabase } from './_with_database.ts'

const MAX_SIZE = 10_000_000

export default class BookGenerate extends PlanCommand {
  static override commandName = 'book:generate'
  static override description = 'Generate a book of business: typical risks to try rates on'
  static override help = [
    'The same plan, seed and first day always give the same book, and a longer one begins with the',
    'shorter. Without --ndjson it goes into the database of DATABASE_URL, or the one in the data folder;',
    'run again after an interruption, it goes on where it ended.',
    '```',
    '{{ binaryName }} book:generate --state TX --size 100000 --seed 7',
    '{{ binaryName }} book:generate tx --size 1000 --ndjson > book.ndjson',
    '```',
  ]

  @args.string({ description: 'Name or folder of the plan', required: false })
  declare plan?: string

  @flags.string({ description: 'State whose plan it is for, such as TX, in place of the plan' })
  declare state?: string

  @flags.number({ description: 'How many risks', default: 1000 })
  declare size: number

  @flags.number({ description: 'Whole number that the book follows from', default: 1 })
  declare seed: number

  @flags.string({
    description: 'First day of cover; by default the first day the plan is in force',
  })
  declare from?: string

  @flags.boolean({ description: 'Print NDJSON, as the batch API takes it, and store nothing' })
  declare ndjson?: boolean

  protected async work(): Promise<0 | 1> {
    if (!Number.isInteger(this.size) || this.size < 1 || this.size > MAX_SIZE) {
      throw misuse(`--size is a whole number from 1 to ${MAX_SIZE}.`)
    }
    if (!Number.isInteger(this.seed) || this.seed < 0 || this.seed > 0xffffffff) {
      throw misuse('--seed is a whole number from 0 to 4294967295.')
    }
    try {
      const { plan, recipe } = await this.#recipe()
      if (this.ndjson) await this.#write(plan, recipe)
      else await this.#store(plan, recipe)
      return 0
    } catch (error) {
      if (error instanceof BookProblem) throw refusal(error.message)
      throw error
    }
  }

  async #recipe(): Promise<{ readonly plan: string; readonly recipe: BookRecipe }> {
    if ((this.plan === undefined) === (this.state === undefined)) {
      throw misuse('A book is for one plan.', 'name the plan, or give --state, not both')
    }
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const plugin = planNamed(this.plan ?? this.state?.toLowerCase() ?? '', workshop)
    const program = await programOf(plugin, workshop)
    const recipe = await bookRecipe(plugin, program, workshop, { seed: this.seed, from: this.from })
    return { plan: plugin.manifest.id, recipe }
  }

  async #write(plan: string, recipe: BookRecipe): Promise<void> {
    for (let number = 1; number <= this.size; number++) {
      const line = JSON.stringify({ plan, facts: drawRiskNumbered(recipe, number) })
      if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
    }
  }

  async #store(plan: string, recipe: BookRecipe): Promise<void> {
    const shown = process.stderr.isTTY === true
    const stored = await withDatabase(this.app, () =>
      storeBook({ plan, recipe, size: this.size }, process.env.DATABASE_URL ?? '', (size) => {
        if (shown) process.stderr.write(`\r${size} of ${this.size} risks`)
      })
    )
    if (shown && stored.size > stored.before) process.stderr.write('\n')
    const added = Math.max(0, stored.size - stored.before)
    this.print(`Book ${stored.id} of ${plan} has ${stored.size} risks; ${added} of them are new.`)
  }
}
