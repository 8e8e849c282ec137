import { readdirSync, readFileSync } from 'node:fs'
import { checkProduct, compile } from '#rules/index'
import type { Diagnostic } from '#rules/index'
import { catalogue } from '#rules/diagnostics/catalogue'
import { PLAIN_PREMIUM, SMALL_HEAD, splitBase } from '#tests/support/check_programs'
import { compilePlanWithLaw } from '#tests/support/law_programs'

const RATE = new URL('../rate/', import.meta.url)
const SMALL_PRODUCT = readFileSync(new URL('bad/check/small.product.rate', RATE), 'utf8')
/** Longer bad programs are about their length; the page tells of them in words alone. */
const MOST_LINES = 40
const LONGEST_LINE = 140

/** A code with the program that provokes it, and one in which that is mended. */
export interface Entry {
  readonly code: string
  readonly title: string
  /** The bad program without its head, and what is said of it; null where it is too long to show. */
  readonly bad: string | null
  readonly said: readonly string[]
  readonly mend: string
  readonly good: string
  readonly isProduct: boolean
}

/** Every code of the catalogue with its examples, read from the tests' programs. */
export function readEntries(): readonly Entry[] {
  const bad = ['bad/syntax/', 'bad/check/', 'bad/law/'].flatMap((folder) => namesIn(folder))
  const mended = new Map(namesIn('mended/').map((path) => [codeOf(path), path]))
  return Object.entries(catalogue).map(([code, title]) => {
    const path = mended.get(code)
    if (path === undefined) throw new Error(`No mended program for ${code}`)
    const [first = '', ...rest] = read(path).split('\n')
    const wrong = bad.filter((name) => codeOf(name) === code).map(read)
    const text = wrong.find((each) => shown(each) !== null) ?? wrong[0] ?? null
    return {
      ...{ code, title, mend: first.replace(/^# /, ''), good: rest.join('\n') },
      bad: text === null ? null : shown(text),
      said: text === null ? [] : saidOf(text, code),
      isProduct: path.endsWith('.product.rate'),
    }
  })
}

/** What the compiler says of a mended program. */
export function diagnosticsOfMended({ good, isProduct }: Entry): readonly Diagnostic[] {
  if (isProduct) return checkProduct({ name: 'mended.product.rate', text: good }).diagnostics
  if (/^regulation /m.test(good)) return compilePlanWithLaw(SMALL_HEAD + good).diagnostics
  if (/^plan /m.test(good)) return diagnosticsOfExtending(good)
  const premium = good.includes('premium of') ? '' : PLAIN_PREMIUM
  return compile({
    product: { name: 'small.product.rate', text: SMALL_PRODUCT },
    plan: { name: 'plan.rate', text: SMALL_HEAD + good + premium },
    tables: {},
  }).diagnostics
}

function diagnosticsOfExtending(text: string): readonly Diagnostic[] {
  const { plan, base } = splitBase({ name: 'plan.rate', text })
  return compile({
    product: { name: 'small.product.rate', text: SMALL_PRODUCT },
    plan,
    ...(base && { base: { plan: base, tables: {} } }),
    tables: {},
  }).diagnostics
}

/** The catalogue page, as docs/diagnostics.md holds it. */
export function diagnosticsPage(entries: readonly Entry[]): string {
  const parts = entries.map(({ code, title, bad, said, mend, good }) =>
    [
      `## ${code}`,
      `${title}.`,
      ...(bad === null ? [] : [fenced(bad)]),
      ...said.map((message) => `> ${message}`),
      `${mend}`,
      fenced(good),
    ].join('\n\n')
  )
  return `${[HEAD, ...parts].join('\n\n')}\n`
}

const HEAD = `# Diagnostics

Every code, with a program that provokes it, what the compiler says then, how it is mended, and a program in which it is. Heads of plans
are left out, and so is the premium where it is beside the point. Codes never change their meaning. This page is written by
\`npm run build:diagnostics\` from the programs under \`tests/rate/\`, which the tests hold to the compiler.`

function fenced(program: string): string {
  return `\`\`\`rate\n${program.trim()}\n\`\`\``
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, RATE))
    .filter((name) => /^RATE\d+.*\.rate$/.test(name))
    .toSorted()
    .map((name) => folder + name)
}

function codeOf(path: string): string {
  return /RATE\d+/.exec(path)?.[0] ?? ''
}

function read(path: string): string {
  return readFileSync(new URL(path, RATE), 'utf8')
}

/** A bad program without its foot, and without its head where nothing is wrong in that. */
function shown(text: string): string | null {
  const [, at = '0'] = /^#> (\d+):/m.exec(text) ?? []
  const source = text.replace(/^#>.*\n?/gm, '')
  const [head = ''] = /^plan bad "Bad"\n(?: {2}\w.*\n)+\n/.exec(source) ?? []
  const program = head.split('\n').length <= Number(at) ? source.slice(head.length) : source
  const lines = program.trim().split('\n')
  const isLong = lines.length > MOST_LINES || lines.some((line) => line.length > LONGEST_LINE)
  return isLong || program.trim() === '' || program.includes('# repeat') ? null : program
}

/** The messages with that code, at most two. */
function saidOf(text: string, code: string): readonly string[] {
  return [...text.matchAll(/^#> \S+ \w+ (RATE\d+) (.*)$/gm)]
    .filter(([, of]) => of === code)
    .slice(0, 2)
    .map(([, , message = '']) => message)
}
