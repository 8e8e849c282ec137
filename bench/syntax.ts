/** Time to parse and to format plans of doubling size: `npm run bench:syntax`. */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import { parsePlan } from '#rules/syntax/parse'
import { format } from '#rules/syntax/print'

const text = readFileSync(new URL('../plugins/tx/plan.rate', import.meta.url), 'utf8')
const start = performance.now()
parsePlan({ name: 'plan.rate', text: 'plan p\n' })
const cold = performance.now() - start

console.log(`${os.cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`)
console.log(`first source of a process: ${cold.toFixed(0)} ms\n`)
console.log('lines    characters  parse ms  format ms  parse us/line')
for (let copies = 1; copies <= 8; copies *= 2) {
  // The worked examples are repeated: a plan has one head.
  const examples = text.slice(text.indexOf('\nexample '))
  const source = { name: 'plan.rate', text: text + examples.repeat(copies - 1) }
  const lines = source.text.split('\n').length
  const parse = best(() => parsePlan(source))
  const print = best(() => format(source))
  console.log(
    [
      String(lines).padEnd(8),
      String(source.text.length).padStart(10),
      parse.toFixed(1).padStart(9),
      print.toFixed(1).padStart(10),
      ((parse * 1000) / lines).toFixed(1).padStart(14),
    ].join(' ')
  )
}

/** The best of ten runs, since whatever else runs on the machine only adds to them. */
function best(run: () => unknown): number {
  const times = Array.from({ length: 10 }, () => {
    const before = performance.now()
    run()
    return performance.now() - before
  })
  return Math.min(...times)
}
