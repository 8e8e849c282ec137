import type { PlanText, StoredProgram } from '../../../client/types.ts'

/** A place in a plan, or in the countrywide plan that it extends where it names a source. */
export interface PlanPlace {
  readonly line: number
  readonly source?: string
}

/** The text that a place stands in. */
export function textOf(stored: StoredProgram, { source }: PlanPlace): PlanText | null {
  return source === undefined ? stored : stored.inherited
}

/** The rule with this name as it is written, in the plan or in the one that it extends. */
export function writtenRule(stored: StoredProgram, rule: string): string | null {
  const inherited = stored.inherited && ruleText(stored.inherited.source, rule)
  return ruleText(stored.source, rule) ?? inherited
}

/** The plan's text from this line on, to the end of what belongs to it by indentation. */
export function blockAt(source: string, line: number): string | null {
  const lines = source.split('\n')
  const first = lines[line - 1]
  if (first === undefined) return null
  const indent = indentOf(first)
  const block = [first]
  for (const next of lines.slice(line)) {
    if (next.trim() === '' || indentOf(next) <= indent) break
    block.push(next)
  }
  return block.map((text) => narrowed(text.slice(indent))).join('\n')
}

/** The text of the rule with this name. */
function ruleText(source: string, rule: string): string | null {
  const at = source.split('\n').findIndex((line) => {
    const [word, name] = line.trim().split(/\s+/)
    return word === 'rule' && name === rule
  })
  return at === -1 ? null : blockAt(source, at + 1)
}

/** A line without the columns that its neighbours are lined up in. */
function narrowed(line: string): string {
  const indent = line.slice(0, indentOf(line))
  return indent + line.trim().replaceAll(/ {3,}/g, '  ')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
