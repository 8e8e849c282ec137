import { readdirSync, readFileSync } from 'node:fs'

import { compile } from '#rules/compile'
import { prepare, type PreparedProgram } from '#rules/rating/prepare'

const PLUGINS = new URL('../../plugins/', import.meta.url)

function read(path: string): string {
  return readFileSync(new URL(path, PLUGINS), 'utf8')
}

/** The Texas plan as the repository has it, compiled and prepared. @throws Error where it has errors. */
export function texasPlan(): PreparedProgram {
  const names = readdirSync(new URL('tx/tables/', PLUGINS)).filter((name) => name.endsWith('.csv'))
  const { compiled, diagnostics } = compile({
    product: {
      name: 'personal_auto/product.rate',
      text: read('personal_auto/product.rate'),
    },
    plan: {
      name: 'tx/plan.rate',
      text: read('tx/plan.rate'),
    },
    tables: Object.fromEntries(names.map((name) => [name, read(`tx/tables/${name}`)])),
  })
  if (!compiled) throw new Error(JSON.stringify(diagnostics.slice(0, 5), null, 2))
  return prepare(compiled)
}

/** ZIP codes that the Texas plan rates. */
export function texasZips(): readonly string[] {
  const [, ...rows] = read('tx/tables/territory.csv').trimEnd().split('\n')
  return rows.map((row) => row.slice(0, 5))
}
