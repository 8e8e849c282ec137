import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readCorpus } from './corpus.ts'
import { fuzz } from './fuzz.ts'
import { sourcesOf } from './fuzz_case.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
    cases: { type: 'string', default: '1000000000' },
  },
})
const [seconds, seed, cases] = [Number(values.seconds), Number(values.seed), Number(values.cases)]
if (![seconds, seed, cases].every((number) => Number.isSafeInteger(number) && number >= 0)) {
  process.stderr.write('npm run fuzz -- [--seconds N] [--seed N] [--cases N]\n')
  process.exit(2)
}

const result = await fuzz(seed, { seconds, cases })
process.stdout.write(`${result.cases} cases from seed ${seed}, ${result.faults.length} faults\n`)
const corpus = readCorpus()
for (const { seed: faulty, reason } of result.faults) {
  const { product, plan, tables } = sourcesOf(faulty, corpus)
  const folder = `tmp/fuzz/${faulty}`
  mkdirSync(folder, { recursive: true })
  for (const { name, text } of [product, plan])
    writeFileSync(`${folder}/${name.replaceAll('/', '_')}`, text)
  for (const [name, text] of Object.entries(tables)) writeFileSync(`${folder}/${name}`, text)
  process.stdout.write(
    `\nSeed ${faulty}, kept in ${folder}; again: npm run fuzz -- --seed ${faulty} --cases 1\n${reason}\n`
  )
}
process.exitCode = result.faults.length === 0 ? 0 : 1
