/** Time to compile six plans in a new process, and to check a plan of 2,000 lines again after an edit: `npm run bench:compile`. */
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { compile, type CompileInput } from '#rules/index'
import { parsePlan } from '#rules/syntax/parse'
import { loadPlugins } from '#services/plans/load_plugins'
import { readPlanSources } from '#services/plans/read_plan_sources'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const LINES = 2_000
const COLD_MS = 2_000
const EDIT_MS = 30
const ROUNDS = 40

const { plans } = await loadPlugins(`${ROOT}plugins`)
const states: CompileInput[] = []
for (const plan of plans) states.push(await readPlanSources(plan, ROOT))
const each = states.map((sources) => {
  const [compiling, { compiled }] = timed(() => compile(sources))
  if (!compiled) throw new Error(`${sources.plan.name} does not compile`)
  const [hashing] = timed(() => compiled.hash)
  return { name: sources.plan.name, compiling, hashing }
})
const cold = each.reduce((sum, { compiling, hashing }) => sum + compiling + hashing, 0)

const texas = states.find(({ plan }) => plan.name.includes('/tx/'))
if (!texas) throw new Error('There is no plan of Texas to lengthen')
const long = lengthened(texas)
const edits = Array.from({ length: ROUNDS * 2 }, (_, at) => edited(long, at))
const [whole, lexed, again]: [number[], number[], number[]] = [[], [], []]
for (const [at, sources] of edits.entries()) {
  const times = [
    timeOf(() => JSON.parse(JSON.stringify(sources.plan.text.split(/\b/)))),
    timeOf(() => parsePlan(sources.plan)),
    timeOf(() => compile(sources)),
  ]
  if (at < ROUNDS) continue
  for (const [way, list] of [lexed, whole, again].entries()) list.push(times[way] ?? Number.NaN)
}

console.log(`${os.cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n`)
for (const { name, compiling, hashing } of each) {
  console.log(`  ${name}: ${compiling.toFixed(0)} ms, its hash ${hashing.toFixed(0)} ms`)
}
say(`${each.length} plans, cold, with their hashes`, cold, COLD_MS)
say(`check after an edit, ${lineCount(long)} lines`, median(again), EDIT_MS)
console.log(
  `  quickest ${Math.min(...again).toFixed(1)} ms; ${(median(again) / median(whole)).toFixed(2)} x reading the whole text anew ` +
    `(${median(whole).toFixed(1)} ms), ${(median(again) / median(lexed)).toFixed(0)} x its words through JSON (${median(lexed).toFixed(1)} ms)`
)

/** Told as met or missed. */
function say(what: string, ms: number, aim: number): void {
  const outcome = ms <= aim ? 'met' : 'MISSED'
  console.log(`- ${what}: ${ms.toFixed(1)} ms, at most ${aim} ms: ${outcome}`)
}

/** The plan with its worked examples again and again, under other titles, up to 2,000 lines. */
function lengthened(sources: CompileInput): CompileInput {
  const { plan } = sources
  const examples = plan.text.slice(plan.text.indexOf('\nexample '))
  let { text } = plan
  for (let copy = 2; text.split('\n').length < LINES; copy++) {
    text += examples.replaceAll(/^example "/gm, `example "${copy}: `)
  }
  const lines = text.split('\n')
  const end = lines.findIndex((line, at) => at >= LINES && line.startsWith('example '))
  return {
    ...sources,
    plan: { ...plan, text: lines.slice(0, end < 0 ? undefined : end).join('\n') },
  }
}

/** Another reason in the first rule, so that nearly all of the plan stands below the edit. */
function edited(sources: CompileInput, at: number): CompileInput {
  const { plan } = sources
  const text = plan.text.replace(/^rule (\S+) "/m, (head) => `${head}${at} `)
  return { ...sources, plan: { ...plan, text } }
}

function lineCount({ plan }: CompileInput): number {
  return plan.text.split('\n').length
}

function timeOf(run: () => unknown): number {
  return timed(run)[0]
}

function timed<Result>(run: () => Result): readonly [ms: number, result: Result] {
  const before = performance.now()
  const result = run()
  return [performance.now() - before, result]
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}
