import { readFileSync } from 'node:fs'

const example = new URL('../../plugins/tx/examples/quote.json', import.meta.url)
const request = JSON.parse(readFileSync(example, 'utf8'))

/** Gives each agent the Texas example to ask for. */
export async function readExample(context) {
  context.vars.request = request
}
