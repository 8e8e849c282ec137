import { join, relative } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import {
  annualPremiums,
  meanOf,
  percentileOf,
  prepare,
  pricerOf,
  renderDiagnostics,
} from '#rules/index'
import { drawSpread, summary } from '#services/books/spread_picture'
import { readPlan } from '#services/plans/check_plan'
import { bookOf, JUDGED_BOOK } from '#services/plans/judge_prices'
import { misuse, refusal } from './_command_problem.ts'
import { openWorkshop, planNamed } from './_open_plugin.ts'
import { PlanCommand } from './_plan_command.ts'
import { replaceFile } from './_replace_file.ts'

const MOST_RISKS = 100_000

export default class PlanSpread extends PlanCommand {
  static override commandName = 'plan:spread'
  static override description = 'Draw how the premiums of a generated book are spread'
  static override help = [
    "Writes spread.svg into the plan's folder: a year's premiums of those that the plan expects a mean",
    'of, over the risks of its book. The same plan and size always give the same picture.',
    '```',
    '{{ binaryName }} plan:spread tx',
    '{{ binaryName }} plan:spread TX --size 5000',
    '```',
  ]

  @args.string({ description: 'Name, folder or state of the plan' })
  declare plan: string

  @flags.number({ description: 'How many risks', default: 1000 })
  declare size: number

  protected async work(): Promise<0 | 1> {
    if (!Number.isInteger(this.size) || this.size < 1 || this.size > MOST_RISKS) {
      throw misuse(`--size is a whole number from 1 to ${MOST_RISKS}.`)
    }
    const workshop = await openWorkshop(this.app.makePath(), this.color)
    const name = /^[A-Z]{2}$/.test(this.plan) ? this.plan.toLowerCase() : this.plan
    const plan = planNamed(name, workshop)
    const { sources, diagnostics, compiled, expectations, tables } = await readPlan(
      plan,
      workshop.root
    )
    if (compiled === null) {
      throw refusal(renderDiagnostics(diagnostics, sources, { color: this.color }).trimEnd())
    }
    const mean = expectations.find((expectation) => expectation.kind === 'mean')
    if (!mean) {
      throw refusal(
        `${plan.manifest.id} expects no mean, so that it is open whose premiums are drawn.`,
        'write such as: expect mean of each vehicle with COLL between 900 and 4500 a year'
      )
    }
    const book = bookOf(plan, compiled, tables, { size: this.size, seed: JUDGED_BOOK.seed })
    const { shape, plan: head } = compiled.program
    const amounts = await annualPremiums(book, mean, shape, pricerOf(prepare(compiled)))
    const exact = meanOf(amounts)
    if (exact === null) throw refusal('No risk of the book has what the mean is of.')
    // A picture is no bill: whole dollars as numbers are fine enough for it.
    const inDollars = (amount: (typeof amounts)[number] | null) =>
      amount === null ? 0 : Number(amount.coefficient) / 10 ** amount.scale
    const spread = {
      amounts: amounts.map(inDollars),
      mean: inDollars(exact),
      median: inDollars(percentileOf(amounts, 50)),
      low: inDollars(percentileOf(amounts, 5)),
      high: inDollars(percentileOf(amounts, 95)),
    }
    const whose = `${mean.entity} with ${mean.carrying.join(' and ')}`
    const file = join(plan.folder, 'spread.svg')
    const picture = drawSpread({
      ...spread,
      title: `${head.title} ${head.version}`,
      of: `A year of each ${whose}, ${amounts.length.toLocaleString('en-US')} of them in ${this.size.toLocaleString('en-US')} generated risks`,
    })
    await replaceFile(file, picture)
    this.print(`${relative(workshop.root, file)}: ${summary(spread)}.`)
    return 0
  }
}
