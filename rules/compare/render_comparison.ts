import type { Change, ChangeGroup, Comparison, Part } from './comparison.ts'

export interface RenderOptions {
  /** Whether to colour for a terminal. */
  readonly color: boolean
}

type Paint = (text: string) => string
interface Paints {
  readonly before: Paint
  readonly after: Paint
  readonly quiet: Paint
  readonly strong: Paint
}

const PART_WORDS: Readonly<Record<Part, string>> = {
  question: 'Asked and covered',
  table: 'Table',
  value: 'Definition',
  rule: 'Rule',
  discount: 'Discount',
  step: 'Order of calculation',
  fee: 'Fee',
}

const LONGEST_ASIDE = 60

/** A comparison as text, one line a change; control characters never reach the terminal. */
export function renderComparison(comparison: Comparison, { color }: RenderOptions): string {
  const paints = paintsOf(color)
  const { before, after, same, header, groups } = comparison
  const heading = `${before.name} ${before.version} -> ${after.name} ${after.version}`
  if (same) return `${paints.strong(visible(heading))}\n\nNothing differs.\n`
  const blocks = [
    [paints.strong(visible(heading)), ...linesOf(header, paints)],
    ...groups.map((group) => [
      paints.strong(visible(headingOf(group))),
      ...linesOf(group.changes, paints),
    ]),
    [totalOf(comparison)],
  ]
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n')
}

function headingOf({ part, name, title }: ChangeGroup): string {
  return `${PART_WORDS[part]} ${name}${title === null ? '' : `  ${title}`}`
}

function totalOf({ groups, header }: Comparison): string {
  const changes = [...header, ...groups.flatMap((group) => group.changes)]
  const count = changes.reduce((sum, { cells }) => sum + Math.max(1, cells.length), 0)
  return count === 1 ? '1 change' : `${count} changes`
}

function linesOf(changes: readonly Change[], paints: Paints): readonly string[] {
  const width = Math.min(LONGEST_ASIDE, Math.max(0, ...changes.map(({ what }) => what.length)))
  return changes.map((change) => lineOf(change, width, paints))
}

function lineOf(
  { kind, what, before, after, note }: Change,
  width: number,
  paints: Paints
): string {
  const name = visible(what).padEnd(width)
  const aside = note === null ? '' : `  ${paints.quiet(visible(note))}`
  const was = paints.before(visible(before ?? ''))
  const is = paints.after(visible(after ?? ''))
  switch (kind) {
    case 'added':
      return `${paints.after('+')} ${name}  ${is}${aside}`.trimEnd()
    case 'removed':
      return `${paints.before('-')} ${name}  ${was}${aside}`.trimEnd()
    case 'renamed':
      return `  ${name}  renamed ${was} -> ${is}${aside}`
    case 'moved':
      return `  ${name}  moved: ${was} -> ${is}${aside}`
    case 'changed':
      return before === null && after === null
        ? `  ${name}${aside}`
        : `  ${name}  ${was} -> ${is}${aside}`
  }
}

function paintsOf(color: boolean): Paints {
  const paint = (code: number): Paint =>
    color ? (text) => `\u001b[${code}m${text}\u001b[0m` : String
  return { before: paint(31), after: paint(32), quiet: paint(2), strong: paint(1) }
}

function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd')
}
