import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { Diagnostic } from '#rules/diagnostics/diagnostic'
import { positionAt, type Source } from '#rules/source'
import { parsePlan, parseProduct } from '#rules/syntax/parse'
import { fileKindOf } from '#rules/syntax/print'

const programs = new URL('../rate/', import.meta.url)

/** A program that is not to be read, with the diagnostics at its foot and those it really has. */
export interface SyntaxProgram {
  readonly file: string
  readonly expected: readonly string[]
  readonly found: readonly string[]
}

/** Reads every bad program of syntax; with `UPDATE_GOLDEN` set their feet are written anew. */
export function readSyntaxPrograms(): readonly SyntaxProgram[] {
  return rateFiles('bad/syntax/').map(({ file, text, url }) => {
    const program = text.replace(/(?:^#>.*\n?)+$/m, '')
    const found = diagnose(file, expand(program))
    if (process.env.UPDATE_GOLDEN) {
      writeFileSync(url, program + found.map((line) => `#> ${line}\n`).join(''))
      return { file, expected: found, found }
    }
    const expected = [...text.matchAll(/^#> (.*)$/gm)].map(([, line = '']) => line)
    return { file, expected, found }
  })
}

/** Every bad program of syntax without its foot, and how it is judged with another text. */
export function readSyntaxSources() {
  return rateFiles('bad/syntax/').map(({ file, text }) => ({
    source: { name: file, text: expand(text.replace(/(?:^#>.*\n?)+$/m, '')) },
    judge: (source: Source): readonly Diagnostic[] => {
      const parse = fileKindOf(source.text) === 'product' ? parseProduct : parsePlan
      return parse(source).diagnostics
    },
  }))
}

/** Every program that is to be read without a diagnostic. */
export function readGoodPrograms(): readonly { readonly file: string; readonly text: string }[] {
  return rateFiles('good/').map(({ file, text }) => ({ file, text }))
}

function rateFiles(
  folder: string
): readonly { readonly file: string; readonly text: string; readonly url: URL }[] {
  const files = readdirSync(new URL(folder, programs)).filter((name) => name.endsWith('.rate'))
  return files.toSorted().map((file) => {
    const url = new URL(folder + file, programs)
    return { file, text: readFileSync(url, 'utf8'), url }
  })
}

function diagnose(name: string, text: string): readonly string[] {
  const parse = fileKindOf(text) === 'product' ? parseProduct : parsePlan
  return parse({ name, text }).diagnostics.flatMap((diagnostic) => [
    lineOf(diagnostic, text),
    ...(diagnostic.help === undefined ? [] : [`  help: ${diagnostic.help}`]),
  ])
}

function lineOf({ severity, code, message, span }: Diagnostic, text: string): string {
  const { line, column } = positionAt(text, span.start)
  return `${line}:${column} ${severity} ${code} ${message}`
}

function expand(program: string): string {
  return program.replace(/^# repeat (\d+): (.*)$/gm, (_, count: string, line: string) =>
    Array.from({ length: Number(count) }, () => line).join('\n')
  )
}
