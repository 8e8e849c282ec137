import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { checkProduct, compile, positionAt } from '#rules/index'
import type { Compilation, Diagnostic, Source } from '#rules/index'

const FOLDER = new URL('../rate/bad/check/', import.meta.url)
const SMALL_PRODUCT = 'small.product.rate'

/** A bad program with the diagnostics that its foot expects and those that it gets. */
export interface CheckedProgram {
  readonly file: string
  readonly expected: readonly string[]
  readonly found: readonly string[]
}

/** Compiles every bad program of the folder; with `UPDATE_GOLDEN` set their feet are written anew. */
export function readCheckPrograms(): readonly CheckedProgram[] {
  const files = readdirSync(FOLDER).toSorted()
  const csvs = files.filter((file) => file.endsWith('.csv'))
  const tables = Object.fromEntries(csvs.map((file) => [file, read(file)]))
  return files
    .filter((file) => file.endsWith('.rate') && file !== SMALL_PRODUCT)
    .map((file) => {
      const written = read(file)
      const program = written.replace(/^#>.*\n?/gm, '')
      const source = { name: file, text: repeated(program) }
      const { plan, base } = splitBase(source)
      const found = diagnosticLines(diagnosticsOf(plan, tables, base), {
        ...tables,
        ...Object.fromEntries(
          [plan, base].flatMap((each) => (each ? [[each.name, each.text]] : []))
        ),
      })
      const foot = found.map((line) => `#> ${line}\n`).join('')
      if (process.env.UPDATE_GOLDEN) writeFileSync(new URL(file, FOLDER), program + foot)
      const expected = process.env.UPDATE_GOLDEN ? foot : written
      return {
        file,
        found,
        expected: [...expected.matchAll(/^#> (.*)$/gm)].map(([, line = '']) => line),
      }
    })
}

/** Every bad program without its foot, and how it is judged with another text. */
export function readCheckSources() {
  const files = readdirSync(FOLDER).toSorted()
  const csvs = files.filter((file) => file.endsWith('.csv'))
  const tables = Object.fromEntries(csvs.map((file) => [file, read(file)]))
  return files
    .filter((file) => file.endsWith('.rate') && file !== SMALL_PRODUCT)
    .map((file) => ({
      source: { name: file, text: repeated(read(file).replace(/^#>.*\n?/gm, '')) },
      judge: (source: Source): readonly Diagnostic[] => {
        const { plan, base } = splitBase(source)
        return diagnosticsOf(plan, tables, base)
      },
    }))
}

/** Compiles a plan of the small product that begins after the head every such plan has. */
export function compileSmall(
  body: string,
  tables: Readonly<Record<string, string>> = {}
): Compilation & { readonly lines: readonly string[] } {
  const plan = { name: 'plan.rate', text: SMALL_HEAD + body }
  const compilation = compile({
    product: { name: SMALL_PRODUCT, text: read(SMALL_PRODUCT) },
    plan,
    tables,
  })
  const texts = { ...tables, [plan.name]: plan.text }
  return { ...compilation, lines: diagnosticLines(compilation.diagnostics, texts) }
}

/** The lines that `compileSmall` sets before a plan, so that positions can be counted. */
export const SMALL_HEAD = `plan small "Small"
  of         boats
  in         TX
  version    1
  effective  new business 2026-01-01, renewals 2026-01-01
  rounding   half up

`

/** A premium that nothing is wrong with, for plans whose point is elsewhere. */
export const PLAIN_PREMIUM = `
premium of each boat, each coverage
  base   100.00
  round  to 0.01
`

function diagnosticsOf(
  source: Source,
  tables: Readonly<Record<string, string>>,
  base?: Source
): readonly Diagnostic[] {
  if (source.name.endsWith('.product.rate')) return checkProduct(source).diagnostics
  const product = { name: SMALL_PRODUCT, text: read(SMALL_PRODUCT) }
  const extended = base && { base: { plan: base, tables: {} } }
  return compile({ product, plan: source, ...extended, tables }).diagnostics
}

function diagnosticLines(
  diagnostics: readonly Diagnostic[],
  texts: Readonly<Record<string, string>>
): readonly string[] {
  return diagnostics.map(({ severity, code, message, span }) => {
    const place = positionAt(texts[span.source] ?? '', span.start)
    const file = span.source.endsWith('.csv') ? `${span.source}:` : ''
    return `${file}${place.line}:${place.column} ${severity} ${code} ${message}`
  })
}

/** A second plan in the same text is the one that the first extends; both keep their places. */
export function splitBase({ name, text }: Source): {
  readonly plan: Source
  readonly base?: Source
} {
  const at = text.search(/(?<=\n)plan /)
  if (at < 0 || text.slice(0, at).trim() === '') return { plan: { name, text } }
  const base = text.slice(0, at).replace(/[^\n]/g, ' ') + text.slice(at)
  return {
    plan: { name, text: text.slice(0, at) },
    base: { name: `${name} (base)`, text: base },
  }
}

/** `# repeat 300:   + 1` stands for that many such lines. */
function repeated(program: string): string {
  return program.replace(/^# repeat (\d+): (.*)$/gm, (_, count: string, line: string) =>
    Array.from({ length: Number(count) }, () => line).join('\n')
  )
}

function read(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8')
}
