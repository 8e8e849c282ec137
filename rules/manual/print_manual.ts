import { Report } from '../check/report.ts'
import { compile, type CompileInput } from '../compile.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { inherit } from '../extend/inherit.ts'
import type { CoverageShape, EntityShape } from '../plan/shape.ts'
import type { Program } from '../program/program.ts'
import type { Expr, Period, PlanFile } from '../syntax/ast.ts'
import { parsePlan } from '../syntax/parse.ts'
import { exceptionLines } from './exception_lines.ts'
import { definitionLine } from './definition_line.ts'
import { listed, plainName, prose } from './prose.ts'
import { marked, type Reading } from './reading.ts'
import { stepLines } from './step_lines.ts'
import { capital, tablePages } from './table_pages.ts'

/** A plan as a filed manual, in Markdown; null where it has errors. */
export function printManual(input: CompileInput): {
  readonly manual: string | null
  readonly diagnostics: readonly Diagnostic[]
} {
  const { compiled, diagnostics } = compile(input)
  if (!compiled) return { manual: null, diagnostics }
  const own = parsePlan(input.plan).file
  const base = input.base && parsePlan(input.base.plan).file
  const file = inherit(own, base, new Set(Object.keys(input.tables)), new Report())
  return { manual: written(compiled.program, file, own, base), diagnostics }
}

function written(
  program: Program,
  file: PlanFile,
  own: PlanFile,
  base: PlanFile | undefined
): string {
  const { state } = program.plan
  const rounding = file.header.rounding ?? 'half up'
  const exception = base ? { state, source: own.span.source } : null
  const reading: Reading = { rounding, exception }
  const chapters: readonly (readonly [string, readonly string[]])[] = [
    ['General', general(program, rounding, base)],
    ['Definitions', definitions(file, reading)],
    ['Eligibility', eligibility(file, reading)],
    ['Discounts', discounts(file, reading)],
    ['Order of calculation', calculation(file, program, reading)],
    ['Fees, charges and taxes', fees(file, reading)],
    ['Exceptions to the countrywide plan', base ? [bulleted(exceptionLines(own, base))] : []],
    ['Tables', tablePages(program, ({ at }) => base !== undefined && at.source === undefined)],
  ]
  const held = chapters.filter(([, paragraphs]) => paragraphs.some((text) => text !== ''))
  return `${[
    `# ${program.plan.title}`,
    ...held.flatMap(([title, text], at) => [`## Rule ${at + 1}. ${title}`, ...text]),
  ].join('\n\n')}\n`
}

function general(
  { plan }: Program,
  rounding: Reading['rounding'],
  base: PlanFile | undefined
): readonly string[] {
  const { product, state, version, newBusinessFrom, renewalsFrom } = plan
  const extended = base?.header.title?.text ?? base?.header.name?.name
  return [
    `Version ${version} of the ${plainName(product)} plan of ${state}, for new business from ${newBusinessFrom} and for renewals from ${renewalsFrom} on. Where a rounding names no manner, it is ${rounding}.`,
    ...(extended === undefined
      ? []
      : [
          `These are the rules of ${extended} with the exceptions of ${state}. What is of ${state} alone is marked *(${state})*.`,
        ]),
  ]
}

function definitions(file: PlanFile, reading: Reading): readonly string[] {
  const lines = file.items.flatMap((item) => {
    const line = definitionLine(item)
    return line === null ? [] : [marked(line, item, reading)]
  })
  return [bulleted(lines)]
}

function eligibility(file: PlanFile, reading: Reading): readonly string[] {
  const lines = file.items.flatMap((item) => {
    if (item.kind !== 'rule') return []
    const { action, to, reason } = item.then
    const outcome = {
      decline: 'the risk is declined',
      refer: `the risk is referred${to ? ` to ${plainName(to.name)}` : ''}`,
      require: 'this is required',
    }[action]
    const title = item.title ? ` ${item.title.text}.` : ''
    const text = `**${item.name.name}.${title}** Where ${prose(item.when)}, ${outcome}: ${reason.text}.${period(item)}`
    return [marked(text, item, reading)]
  })
  return [bulleted(lines)]
}

function discounts(file: PlanFile, reading: Reading): readonly string[] {
  return file.items.flatMap((block) => {
    if (block.kind !== 'discounts' || block.items.length === 0) return []
    const most = block.atMost ? `; together they take off at most ${prose(block.atMost)}` : ''
    const but = block.over.but.map(({ name }) => name)
    const left = but.length > 0 ? `, but not for ${listed(but, 'or')}` : ''
    const lines = block.items.map((item) => {
      const when = item.when ? `, where ${prose(item.when)}` : ''
      const title = item.title?.text ?? capital(plainName(item.name.name))
      return marked(
        `**${title}**: ${prose(constantOr(item.percent, file))}${when}.${period(item)}`,
        item,
        reading
      )
    })
    return [
      marked(`Discounts are combined by ${block.combine}${most}${left}.`, block, reading),
      bulleted(lines),
    ]
  })
}

/** What a name stands for where it is a constant that never changes. */
function constantOr(value: Expr, file: PlanFile): Expr {
  if (value.kind !== 'name') return value
  const named = file.items.filter(
    (item) => item.kind === 'constant' && item.name.name === value.name
  )
  const [only, ...others] = named
  return only?.kind === 'constant' && others.length === 0 ? only.value : value
}

function calculation(file: PlanFile, program: Program, reading: Reading): readonly string[] {
  const coverages = coveragesOf(program)
  return file.items.flatMap((block): readonly string[] => {
    if (block.kind === 'total') {
      return ['### Total of the policy', numbered(stepLines(block.items, null, reading))]
    }
    if (block.kind !== 'premium') return []
    const { entity, eachCoverage, but } = block.over
    if (!eachCoverage) {
      return [
        `### Premium of each ${plainName(entity.name)}`,
        numbered(stepLines(block.items, null, reading)),
      ]
    }
    const left = new Set(but.map(({ name }) => name))
    const priced = (coverages.get(entity.name) ?? []).filter(({ name }) => !left.has(name))
    const byText = Map.groupBy(priced, (each) => numbered(stepLines(block.items, each, reading)))
    return [...byText].flatMap(([text, alike]) => [
      `### ${listed(alike.map(({ name, title }) => `${title} (${name})`))}`,
      text,
    ])
  })
}

function fees(file: PlanFile, reading: Reading): readonly string[] {
  const lines = file.items.flatMap((item) => {
    if (item.kind !== 'fee') return []
    const each = item.each ? ` for each ${plainName(item.each.name)}` : ''
    const by = item.by ? `, by twelfths of the ${plainName(item.by.name)}` : ''
    const rounded = item.rounded ? `, rounded to ${item.rounded.to.text}` : ''
    const when = item.when ? `, where ${prose(item.when)}` : ''
    const title = item.title?.text ?? capital(plainName(item.name.name))
    const text = `**${title}** (${item.charged}): ${prose(item.amount)}${each}${by}${rounded}${when}.${period(item)}`
    return [marked(text, item, reading)]
  })
  return [bulleted(lines)]
}

/** The coverages that each entity carries, in the order of the product. */
function coveragesOf({ shape }: Program): ReadonlyMap<string, readonly CoverageShape[]> {
  const found = new Map<string, readonly CoverageShape[]>()
  const visit = ({ name, coverages, entities }: EntityShape) => {
    found.set(name, coverages)
    for (const each of entities) visit(each)
  }
  visit(shape.policy)
  return found
}

function period({ from, until }: Period): string {
  const parts = [from ? `from ${from.text}` : '', until ? `until ${until.text}` : '']
  const text = parts.filter(Boolean).join(' ')
  return text === '' ? '' : ` In force ${text}.`
}

function bulleted(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, at) => `${at + 1}. ${line}`).join('\n')
}
