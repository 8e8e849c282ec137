import { readdirSync, readFileSync } from 'node:fs'
import type { CompileInput, GenerateOptions, Source } from '#rules/index'

const FOLDER = new URL('../published/', import.meta.url)

/** What a published source says of one risk; the figures stand under the names of `figuresOf`. */
export interface PublishedQuote {
  readonly name: string
  readonly facts: unknown
  readonly published?: Readonly<Record<string, string>>
  /** Figures of the source that contradict its own rules, each with what the rules come to. */
  readonly misprinted?: Readonly<Record<string, { readonly printed: string; readonly due: string }>>
  /** The place and code of the one mistake, where the source demands an error. */
  readonly refused?: string
}

/** One plan with what was published of it. */
export interface PublishedCase {
  /** The folder, such as `ratingtables/caps`. */
  readonly name: string
  readonly sources: CompileInput
  /** The codes of all diagnostics, where the source demands that the tables be refused. */
  readonly diagnostics: readonly string[]
  readonly quotes: readonly PublishedQuote[]
  /** Answers to generate risks from, where few of all that are valid can be rated. */
  readonly values: NonNullable<GenerateOptions['values']>
}

interface PublishedFile {
  readonly diagnostics?: readonly string[]
  readonly quotes?: readonly PublishedQuote[]
  readonly values?: PublishedCase['values']
}

/** Every folder below `tests/published` that has a `published.json`, by name. */
export function publishedCases(): readonly PublishedCase[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/published.json'))
    .map((path) => readCase(path.slice(0, -'/published.json'.length)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function readCase(name: string): PublishedCase {
  const folder = new URL(`${name}/`, FOLDER)
  // The file is ours, and a figure that it misspells fails its test.
  const file = JSON.parse(read('published.json', folder)) as PublishedFile
  return {
    name,
    sources: {
      product: source('product.rate', folder),
      plan: source('plan.rate', folder),
      tables: tablesOf(folder),
    },
    diagnostics: file.diagnostics ?? [],
    quotes: file.quotes ?? [],
    values: file.values ?? {},
  }
}

function tablesOf(folder: URL): Readonly<Record<string, string>> {
  if (!readdirSync(folder).includes('tables')) return {}
  const tables = new URL('tables/', folder)
  return Object.fromEntries(readdirSync(tables).map((file) => [file, read(file, tables)]))
}

function source(name: string, folder: URL): Source {
  return { name, text: read(name, folder) }
}

function read(name: string, folder: URL): string {
  return readFileSync(new URL(name, folder), 'utf8')
}
