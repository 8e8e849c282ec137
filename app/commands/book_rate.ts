import { access } from 'node:fs/promises'
import { args, flags } from '@adonisjs/core/ace'
import type { HashedProgram } from '#rules/index'
import { compareBooks, summariseBook } from '#services/books/describe_book'
import { rateBook, type RatedBook } from '#services/books/rate_book'
import { findPlugin } from '#services/plans/find_plugin'
import type { PlanPlugin } from '#services/plans/load_plugins'
import { drawnBook, fileBook, storedBook } from '#services/books/read_book'
import { BookProblem } from '#services/books/read_spreads'
import { bandRows, decileRows, impactLines, summaryLines } from '#services/books/render_book'
import { bookRecipe } from './_book_recipe.ts'
import { misuse, refusal } from './_command_problem.ts'
import { openWorkshop, planNamed, programOf, type Workshop } from './_open_plugin.ts'
import { editionsOf } from './_plan_edition.ts'
import { PlanCommand } from './_plan_command.ts'
import { alignColumns } from './_table.ts'
import { withDatabase } from './_with_database.ts'

const MOST_WORKERS = 64

export default class BookRate extends PlanCommand {
  static override commandName = 'book:rate'
  static override description =
    'Rate a whole book of business: what a plan, or a change of it, does'
  static override help = [
    'Prints the mean, the spread and the decisions; with --against also who pays more and who pays',
    'less, by tenths of what they paid, and by how much. Editions are called as in plan:compare: a',
    'plan, a folder or file beside it, or tx@1. The book is the largest that is stored of the plan, the',
    'one with --id, a file of NDJSON, or one that is drawn with --draw.',
    '```',
    '{{ binaryName }} book:rate --state TX --against tx@1',
    '{{ binaryName }} book:rate tx --against ../mine/plan.rate --book book.ndjson',
    '{{ binaryName }} book:rate tx --draw --size 10000 --json',
    '```',
  ]

  @args.string({ description: 'Plan, folder or file, or tx@1', required: false })
  declare plan?: string

  @flags.string({ description: 'State whose plan it is, such as TX, in place of the plan' })
  declare state?: string

  @flags.string({ description: 'Edition that it is compared with' })
  declare against?: string

  @flags.string({ description: 'File of NDJSON with the book' })
  declare book?: string

  @flags.number({ description: 'Number of a stored book' })
  declare id?: number

  @flags.boolean({ description: 'Draw the book anew, without a database' })
  declare draw?: boolean

  @flags.number({ description: 'How many risks of it; by default all, or 1000 that are drawn' })
  declare size?: number

  @flags.number({ description: 'Whole number that a drawn book follows from', default: 1 })
  declare seed: number

  @flags.number({ description: 'How many threads', default: 2 })
  declare workers: number

  @flags.boolean({ description: 'Print JSON; amounts are text' })
  declare json?: boolean

  protected async work(): Promise<0 | 1> {
    const whole = (value: number, most: number) =>
      Number.isInteger(value) && value >= 1 && value <= most
    if (!whole(this.workers, MOST_WORKERS)) {
      throw misuse(`--workers is a whole number from 1 to ${MOST_WORKERS}.`)
    }
    if (this.size !== undefined && !whole(this.size, 10_000_000)) {
      throw misuse('--size is a whole number from 1 to 10000000.')
    }
    if ((this.plan === undefined) === (this.state === undefined)) {
      throw misuse('A book is rated by one plan.', 'name the plan, or give --state, not both')
    }
    if ([this.book, this.id, this.draw].filter((one) => one !== undefined).length > 1) {
      throw misuse('--book, --id and --draw exclude one another.')
    }
    const wanted = this.plan ?? this.state?.toLowerCase() ?? ''
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const editions = editionsOf(this.app, workshop)
    const own = await editions.find(wanted)
    const other = this.against === undefined ? null : await editions.find(this.against)
    if (other && other.program.shape.product !== own.program.shape.product) {
      throw misuse('The two editions are of different products.')
    }
    try {
      const rated = await this.#rate(wanted, other ? [other, own] : [own])
      this.#tell(rated)
      return 0
    } catch (error) {
      if (error instanceof BookProblem) throw refusal(error.message)
      throw error
    }
  }

  async #rate(wanted: string, programs: readonly HashedProgram[]): Promise<readonly RatedBook[]> {
    const [first] = programs
    const shown = process.stderr.isTTY === true
    const options = {
      workers: this.workers,
      onProgress: (rated: number) => {
        if (shown) process.stderr.write(`\r${rated} risks`)
      },
    }
    if (this.book !== undefined && first) {
      const path = this.book
      await access(path).catch(() => {
        throw misuse(`There is no file ${path} to be read.`)
      })
      return rateBook(programs, fileBook(path, first.program.shape), options)
    }
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const plugin = this.#plugin(wanted, workshop)
    if (this.draw === true) {
      const program = await programOf(plugin, workshop)
      const recipe = await bookRecipe(plugin, program, workshop, { seed: this.seed })
      return rateBook(programs, drawnBook(recipe, this.size ?? 1000), options)
    }
    const key = {
      plan: plugin.manifest.id,
      ...(this.id !== undefined && { id: this.id }),
      ...(this.size !== undefined && { size: this.size }),
    }
    return withDatabase(this.app, () =>
      rateBook(programs, storedBook(key, process.env.DATABASE_URL ?? ''), options)
    )
  }

  /** The plan whose book is rated: of the two editions, the one that is a plugin. */
  #plugin(wanted: string, workshop: Workshop): PlanPlugin {
    const [own = wanted, other] = [wanted, this.against].map((name) => name?.split('@')[0])
    const isPlugin = findPlugin(own, workshop.plugins, process.cwd()).ok
    return planNamed(isPlugin ? own : (other ?? own), workshop)
  }

  #tell(rated: readonly RatedBook[]): void {
    const own = rated.at(-1)
    const before = rated.length > 1 ? rated[0] : undefined
    if (!own) return
    const summary = summariseBook(own)
    const impact = before && compareBooks(before, own)
    const { scale } = own
    if (this.json) {
      const text = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}` : value)
      const hashes = { program: own.program.hash, against: before?.program.hash ?? null }
      this.print(JSON.stringify({ ...hashes, scale, summary, impact: impact ?? null }, text, 2))
      return
    }
    for (const line of summaryLines(summary, scale)) this.print(line)
    if (!impact) return
    this.print('')
    for (const line of impactLines(impact, scale)) this.print(line)
    for (const rows of [decileRows(impact, scale), bandRows(impact)]) {
      this.print('')
      for (const line of alignColumns(rows, [0, 1, 2, 3, 4, 5, 6])) this.print(line)
    }
  }
}
