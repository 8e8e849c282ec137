import { readFileSync } from 'node:fs'

/** One fenced block of rules/LANGUAGE.md: what its info string says and what it holds. */
export interface Fence {
  readonly info: string
  readonly text: string
  /** The line of the opening fence, from 1. */
  readonly line: number
}

/** All fenced blocks of a Markdown file, in order. */
export function readFences(path: URL): readonly Fence[] {
  const fences: Fence[] = []
  let open: { info: string; line: number; lines: string[] } | undefined
  for (const [at, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (!line.startsWith('```')) open?.lines.push(line)
    else if (open) {
      fences.push({ info: open.info, line: open.line, text: `${open.lines.join('\n')}\n` })
      open = undefined
    } else open = { info: line.slice(3).trim(), line: at + 1, lines: [] }
  }
  return fences
}

/**
 * A plan with the statements of `part` in place of those of the same name, or else at its end. The
 * plan's worked examples are left out: they hold for the plan as it is.
 */
export function withPart(plan: string, part: string): string {
  const kept = statementsOf(plan).filter((text) => !text.startsWith('example'))
  const own = new Map(kept.map((text) => [keyOf(text), text]))
  for (const text of statementsOf(part)) own.set(keyOf(text), text)
  return [...own.values()].join('\n')
}

/** The statements of a source, each with the lines indented under it. */
function statementsOf(source: string): readonly string[] {
  return source.split(/\n(?=[a-z])/).filter((text) => /^[a-z]/.test(text))
}

/** What a statement can stand only once as: `let age`, `premium of policy`, `discounts`. */
function keyOf(statement: string): string {
  const [word = '', name = ''] = statement.split(/\s+/)
  const [line = ''] = statement.split('\n')
  const isEdition =
    ['table', 'fee', 'charge', 'tax'].includes(word) && / (from|until) \d/.test(line)
  if (word === 'example' || word === 'expect' || word === 'constant' || isEdition) return line
  if (word === 'premium') return (statement.split('\n')[0] ?? '').split(',')[0] ?? statement
  return ['plan', 'adapt', 'discounts'].includes(word) ? word : `${word} ${name}`
}

/** A line of a `rate values` block: an expression and what it comes to. */
export interface StatedValue {
  readonly expression: string
  readonly result: string
}

/** The lines of a `rate values` block. */
export function readValues(text: string): readonly StatedValue[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, expression, result] = /^(.+?)\s+# (.+)$/.exec(line) ?? []
      if (expression === undefined || result === undefined) throw new Error(`No result: ${line}`)
      return { expression, result }
    })
}

/** A condition that holds exactly where the expression comes to the stated result. */
export function holdsWhere({ expression, result }: StatedValue): string {
  if (result === 'yes') return expression
  return result === 'no' ? `not (${expression})` : `(${expression}) is ${result}`
}

/** The mistakes that the comments of a `rate error` block state: `# RATE201 Nothing here is …`. */
export function statedErrors(text: string): readonly string[] {
  return [...text.matchAll(/# (RATE\d{3} .+)$/gm)].map(([, error = '']) => error)
}
