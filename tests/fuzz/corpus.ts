import { readdirSync, readFileSync } from 'node:fs'
import type { CompileInput } from '#rules/index'
import { texasSources } from '#tests/support/compile_texas'

const BAD = new URL('../rate/bad/check/', import.meta.url)
const GOOD = new URL('../rate/good/', import.meta.url)

/** Sources that are mutated: a whole plan each, small ones, and the bad programs of the checks. */
export function readCorpus(): readonly CompileInput[] {
  const files = readdirSync(BAD)
  const read = (name: string) => readFileSync(new URL(name, BAD), 'utf8')
  const small = { name: 'small.product.rate', text: read('small.product.rate') }
  const csvs = files.filter((name) => name.endsWith('.csv'))
  const tables = Object.fromEntries(csvs.map((name) => [name, read(name)]))
  const programs = files
    .filter((name) => name.endsWith('.rate') && !name.endsWith('.product.rate'))
    .map((name) => ({ product: small, plan: { name, text: read(name) }, tables }))
  const good = (name: string) => ({ name, text: readFileSync(new URL(name, GOOD), 'utf8') })
  const { plan, base, product, tables: texas } = texasSources()
  const short = Object.entries(texas).map(([name, text]) => [
    name,
    text.split('\n').slice(0, 60).join('\n'),
  ])
  return [
    ...programs,
    {
      product: good('every_statement_of_a_product.rate'),
      plan: good('every_statement_of_a_plan.rate'),
      tables,
    },
    // The longest worked examples tell nothing new and take most of the time.
    {
      product,
      plan: { ...plan, text: plan.text.slice(0, 12_000) },
      base,
      tables: Object.fromEntries(short),
    },
  ]
}
