import { INDENT, type Draft } from './draft.ts'
import type { Layout, LogicalLine, PlacedComment } from './layout.ts'

interface OutLine {
  readonly text: string
  readonly depth: number
  readonly isBlankBefore: boolean
}

/** Comments by the drafted line they go with. */
interface Woven {
  readonly before: Map<number, PlacedComment[]>
  readonly beside: Map<number, PlacedComment[]>
  readonly after: Map<number, PlacedComment[]>
}

/**
 * Puts drafted lines together with the comments and the empty lines of the source. A comment stays
 * with the statement it stood above or beside; of several empty lines one is kept.
 */
export function weaveComments(drafts: readonly Draft[], layout: Layout): string {
  const origins = originsOf(drafts, layout.lines)
  const woven = placeComments(drafts, origins, layout)
  const out: OutLine[] = []
  drafts.forEach((draft, index) => {
    const origin = origins[index] ?? 0
    const line = layout.lines[origin]
    const isFirstOfOrigin = origins[index - 1] !== origin
    const previous = drafts[index - 1]
    const isFirstOfBlock = previous !== undefined && draft.depth > previous.depth
    const isApart = index > 0 && (draft.isApart === true || endsBlock(previous, draft))
    const wasApart = isFirstOfOrigin && line?.blankBefore === true && !isFirstOfBlock

    const [inline, ...extra] = (woven.beside.get(index) ?? []).toReversed()
    const above = [...(woven.before.get(index) ?? []), ...extra.toReversed()]
    above.forEach((comment, position) => {
      const isFirst = position === 0
      const blank = isFirst
        ? isApart || (comment.blankBefore && !isFirstOfBlock)
        : comment.blankBefore
      out.push(commentLine(comment, draft.depth, blank && out.length > 0))
    })
    const isBlankBefore = above.length > 0 ? wasApart : isApart || wasApart
    const text = inline ? `${draft.text}  ${commentText(inline)}` : draft.text
    out.push({ text, depth: draft.depth, isBlankBefore: isBlankBefore && out.length > 0 })
    for (const comment of woven.after.get(index) ?? []) {
      const depth = depthOf(comment, drafts, origins, layout.lines, index)
      const leavesBlock = depth === 0 && (out.at(-1)?.depth ?? 0) > 0
      out.push(commentLine(comment, depth, comment.blankBefore || leavesBlock))
    }
  })
  return out
    .map(({ text, depth, isBlankBefore }) => {
      return `${isBlankBefore ? '\n' : ''}${' '.repeat(depth * INDENT)}${text}\n`
    })
    .join('')
}

/** A statement at the margin is set off from a block above it. */
function endsBlock(previous: Draft | undefined, draft: Draft): boolean {
  return draft.depth === 0 && previous !== undefined && previous.depth > 0
}

/** For each drafted line, the logical line of the source it was read from. */
function originsOf(drafts: readonly Draft[], lines: readonly LogicalLine[]): readonly number[] {
  const origins: number[] = []
  for (const { start } of drafts) {
    const next = Math.min((origins.at(-1) ?? -1) + 1, lines.length - 1)
    origins.push(start === undefined ? next : lineAt(lines, start))
  }
  return origins
}

/** The last line that starts at or before an offset; the first where none does. */
function lineAt(lines: readonly LogicalLine[], offset: number): number {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lines[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}

function placeComments(
  drafts: readonly Draft[],
  origins: readonly number[],
  { comments, lines }: Layout
): Woven {
  const woven: Woven = { before: new Map(), beside: new Map(), after: new Map() }
  const { first, last } = draftsByOrigin(origins, lines.length)
  for (const comment of comments) {
    const above = lines[0] && lines[0].start <= comment.span.start
    const origin = above ? lineAt(lines, comment.span.start) : -1
    const next = lines[origin + 1]
    if (!comment.ownLine) {
      put(woven.beside, last[origin] ?? 0, comment)
      continue
    }
    const following = first[origin + 1] ?? 0
    if (origin < 0 || (next && comment.width <= next.width)) {
      put(woven.before, following, comment)
      continue
    }
    const preceding = last[origin] ?? drafts.length - 1
    const depth = depthOf(comment, drafts, origins, lines, preceding)
    if (next && depth <= (drafts[following]?.depth ?? 0)) put(woven.before, following, comment)
    else put(woven.after, preceding, comment)
  }
  return woven
}

/** The first draft read from a line or from one after it, and the last from it or one before it. */
function draftsByOrigin(
  origins: readonly number[],
  lineCount: number
): { first: readonly number[]; last: readonly number[] } {
  const first: (number | undefined)[] = []
  const last: (number | undefined)[] = []
  origins.forEach((origin, index) => {
    first[origin] ??= index
    last[origin] = index
  })
  const firsts: number[] = []
  const lasts: number[] = []
  for (let line = 0; line < lineCount; line++) lasts[line] = last[line] ?? lasts[line - 1] ?? 0
  for (let line = lineCount - 1; line >= 0; line--) {
    firsts[line] = first[line] ?? firsts[line + 1] ?? origins.length - 1
  }
  return { first: firsts, last: lasts }
}

function put(map: Map<number, PlacedComment[]>, key: number, comment: PlacedComment): void {
  const list = map.get(key)
  if (list) list.push(comment)
  else map.set(key, [comment])
}

/** A comment at the end of a block is as deep as the nearest line above it that is no deeper. */
function depthOf(
  comment: PlacedComment,
  drafts: readonly Draft[],
  origins: readonly number[],
  lines: readonly LogicalLine[],
  from: number
): number {
  for (let index = from; index >= 0; index--) {
    const width = lines[origins[index] ?? 0]?.width ?? 0
    if (width <= comment.width) return drafts[index]?.depth ?? 0
  }
  return 0
}

function commentLine(comment: PlacedComment, depth: number, isBlankBefore: boolean): OutLine {
  return { text: commentText(comment), depth, isBlankBefore }
}

function commentText({ text }: PlacedComment): string {
  return text === '' ? '#' : `# ${text}`
}
