import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { compile, positionAt } from '#rules/index'
import type { Compilation, CompileInput, Span } from '#rules/index'

const FOLDER = new URL('../rate/bad/law/', import.meta.url)
const PRODUCT = new URL('../rate/bad/check/small.product.rate', import.meta.url)

/** A plan that breaks the law, with what its foot expects and what it gets. */
export interface LawProgram {
  readonly file: string
  readonly expected: readonly string[]
  readonly found: readonly string[]
}

/** Holds every plan of the folder against its law; with `UPDATE_GOLDEN` set their feet are written anew. */
export function readLawPrograms(): readonly LawProgram[] {
  return readdirSync(FOLDER)
    .toSorted()
    .map((file) => {
      const written = readFileSync(new URL(file, FOLDER), 'utf8')
      const program = written.replace(/^#>.*\n?/gm, '')
      const found = linesOf(compilePlanWithLaw(program, file), program)
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

/** Compiles a plan of the small product with the regulation that stands below it in the same text. */
export function compilePlanWithLaw(text: string, name = 'plan.rate'): Compilation {
  return compile(splitLaw(text, name))
}

function splitLaw(text: string, name: string): CompileInput {
  const at = text.search(/^regulation /m)
  // Blank lines in place of the plan: both are then read at their places in the file.
  const law = text.slice(0, at).replace(/[^\n]/g, ' ') + text.slice(at)
  return {
    product: { name: 'small.product.rate', text: readFileSync(PRODUCT, 'utf8') },
    plan: { name, text: text.slice(0, at) },
    regulation: { name, text: law },
    tables: {},
  }
}

function linesOf({ diagnostics }: Compilation, text: string): readonly string[] {
  const place = ({ start }: Span) => {
    const { line, column } = positionAt(text, start)
    return `${line}:${column}`
  }
  return diagnostics.flatMap(({ severity, code, message, span, related = [], help }) => [
    `${place(span)} ${severity} ${code} ${message}`,
    ...related.map((other) => `  ${place(other.span)} ${other.message}`),
    ...(help === undefined ? [] : [`  help: ${help}`]),
  ])
}
