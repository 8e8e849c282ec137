import { MENDS, type Mend } from './finding.ts'

const KINDS = ['text', 'number', 'integer', 'zip', 'band'] as const
export type CellKind = (typeof KINDS)[number]

/** A column of the plan's table and the filed columns it is read from, several being joined by `|`. */
export interface RecipeColumn {
  readonly from: readonly string[]
  readonly to: string
  readonly kind: CellKind
  /** Keys come first; what is no key is a value. */
  readonly isKey: boolean
  /** Digits after the point that each number is written with. */
  readonly digits: number | undefined
  /** Words of the filing and what the plan says for them. */
  readonly words: ReadonlyMap<string, string>
}

/** How one filed table becomes one table of the plan. */
export interface Recipe {
  readonly from: string
  readonly to: string
  readonly mends: ReadonlySet<Mend>
  readonly columns: readonly RecipeColumn[]
  /** Filed columns that are not taken, each with the reason. */
  readonly leftOut: ReadonlyMap<string, string>
  /** The file of settled conflicts; without one a conflict refuses the table. */
  readonly settled: string | undefined
  /** The state whose ZIP codes must all be there; one that is not filed takes its nearest filed one. */
  readonly nearestIn: string | undefined
}

/** A recipe that can't be followed, and where in it the mistake is. */
export class RecipeProblem extends Error {}

/** Reads `{"tables": […]}`. @throws RecipeProblem naming the place of what is wrong. */
export function readRecipes(json: unknown): readonly Recipe[] {
  const { tables } = object(json, 'the file')
  return list(tables, 'tables').map((table, at) => readRecipe(table, `tables[${at}]`))
}

function readRecipe(json: unknown, at: string): Recipe {
  const known = ['from', 'to', 'mends', 'columns', 'left_out', 'settled', 'nearest_in']
  const recipe = object(json, at, known)
  const mends = optionalList(recipe.mends, `${at}.mends`).map((mend, index) =>
    oneOf(mend, MENDS, `${at}.mends[${index}]`)
  )
  const columns = list(recipe.columns, `${at}.columns`).map((column, index) =>
    readColumn(column, `${at}.columns[${index}]`)
  )
  if (!columns.some(({ isKey }) => isKey)) throw new RecipeProblem(`${at} has no key`)
  const leftOut = object(recipe.left_out ?? {}, `${at}.left_out`)
  return {
    from: plainFile(recipe.from, `${at}.from`),
    to: plainFile(recipe.to, `${at}.to`),
    mends: new Set(mends),
    columns,
    leftOut: new Map(
      Object.entries(leftOut).map(([name, why]) => [name, text(why, `${at}.left_out.${name}`)])
    ),
    settled: recipe.settled === undefined ? undefined : plainFile(recipe.settled, `${at}.settled`),
    nearestIn:
      recipe.nearest_in === undefined ? undefined : text(recipe.nearest_in, `${at}.nearest_in`),
  }
}

function readColumn(json: unknown, at: string): RecipeColumn {
  const column = object(json, at, ['from', 'to', 'kind', 'key', 'digits', 'words'])
  const from = typeof column.from === 'string' ? [column.from] : list(column.from, `${at}.from`)
  const { digits } = column
  if (digits !== undefined && (!Number.isInteger(digits) || Number(digits) < 0)) {
    throw new RecipeProblem(`${at}.digits is no whole number`)
  }
  const words = object(column.words ?? {}, `${at}.words`)
  return {
    from: from.map((name, index) => text(name, `${at}.from[${index}]`)),
    to: text(column.to, `${at}.to`),
    kind: oneOf(column.kind, KINDS, `${at}.kind`),
    isKey: column.key === true,
    digits: digits === undefined ? undefined : Number(digits),
    words: new Map(
      Object.entries(words).map(([word, meant]) => [word, text(meant, `${at}.words.${word}`)])
    ),
  }
}

function object(
  value: unknown,
  at: string,
  known?: readonly string[]
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RecipeProblem(`${at} is no object`)
  }
  const other = Object.keys(value).find((name) => known && !known.includes(name))
  if (other !== undefined) throw new RecipeProblem(`${at} has an unknown "${other}"`)
  return { ...value }
}

function list(value: unknown, at: string): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value
  throw new RecipeProblem(`${at} is no list with something in it`)
}

function text(value: unknown, at: string): string {
  if (typeof value === 'string' && value !== '') return value
  throw new RecipeProblem(`${at} is no text`)
}

/** A path that stays below the folder it is meant in. */
function plainFile(value: unknown, at: string): string {
  const name = text(value, at)
  if (/^[\w-]+(?:\.[\w-]+)*\.csv$/.test(name)) return name
  throw new RecipeProblem(`${at} is no plain name of a CSV file`)
}

function oneOf<T extends string>(value: unknown, choices: readonly T[], at: string): T {
  const found = choices.find((choice) => choice === value)
  if (found !== undefined) return found
  throw new RecipeProblem(`${at} is none of ${choices.join(', ')}`)
}

function optionalList(value: unknown, at: string): readonly unknown[] {
  return value === undefined ? [] : list(value, at)
}
