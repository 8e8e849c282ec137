import { positionAt, type Source, type Span } from '../source.ts'
import type { Diagnostic } from './diagnostic.ts'

export interface FrameOptions {
  /** Whether to colour for a terminal. */
  readonly color: boolean
}

/** Columns of source shown of a line: a longer one is cut around what is wrong. */
const WIDTH = 110
/** Columns kept before the mistake where a line is cut. */
const LEAD = 40
const GUTTER = 5

type Paint = (text: string) => string
interface Paints {
  readonly error: Paint
  readonly warning: Paint
  readonly note: Paint
  readonly gutter: Paint
  readonly strong: Paint
}

/**
 * All diagnostics as text: place, code and message, the source line with the place underlined, and
 * the help. Control characters never reach the terminal. A place whose source is not among
 * `sources` is named without line and column.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  options: FrameOptions
): string {
  const paints = paintsOf(options.color)
  const texts = new Map(sources.map((source) => [source.name, source.text]))
  return diagnostics.map((each) => `${renderOne(each, texts, paints)}\n`).join('\n')
}

function renderOne(
  diagnostic: Diagnostic,
  texts: ReadonlyMap<string, string>,
  paints: Paints
): string {
  const { severity, code, span, message, related = [], help } = diagnostic
  const paint = paints[severity]
  const place = placeOf(span, texts)
  const lines = [`${paints.strong(place)}  ${paint(`${severity} ${code}`)}  ${visible(message)}`]
  lines.push(...frame(span, texts, paints, paint))
  for (const other of related) {
    lines.push(`   ${paints.strong(placeOf(other.span, texts))}  ${visible(other.message)}`)
    lines.push(...frame(other.span, texts, paints, paints.gutter))
  }
  if (help !== undefined) lines.push(`   ${paints.strong('help:')} ${visible(help)}`)
  return lines.join('\n')
}

function placeOf(span: Span, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(span.source)
  if (text === undefined) return visible(span.source)
  const { line, column } = positionAt(text, span.start)
  return `${visible(span.source)}:${line}:${column}`
}

function frame(
  span: Span,
  texts: ReadonlyMap<string, string>,
  paints: Paints,
  paint: Paint
): readonly string[] {
  const text = texts.get(span.source)
  if (text === undefined || text.length === 0) return []
  const { line } = positionAt(text, span.start)
  const start = lineStart(text, Math.min(span.start, text.length))
  const end = lineEnd(text, start)
  const from = Math.max(0, Math.min(span.start, end) - start)
  const to = Math.max(from + 1, Math.min(span.end, end) - start)
  const cut = end - start > WIDTH ? Math.max(0, from - LEAD) : 0
  const shown = text.slice(start + cut, Math.min(end, start + cut + WIDTH))
  const source = visible(`${cut > 0 ? '…' : ''}${shown}${start + cut + WIDTH < end ? '…' : ''}`)
  const before = ' '.repeat(from - cut + (cut > 0 ? 1 : 0))
  const carets = '^'.repeat(Math.max(1, Math.min(to - from, WIDTH - (from - cut))))
  return [
    `${paints.gutter(`${String(line).padStart(GUTTER)} |`)} ${source.trimEnd()}`,
    `${paints.gutter(`${' '.repeat(GUTTER)} |`)} ${before}${paint(carets)}`,
  ]
}

function lineStart(text: string, offset: number): number {
  let start = offset
  while (start > 0 && !isLineEnd(text.charCodeAt(start - 1))) start -= 1
  return start
}

function lineEnd(text: string, offset: number): number {
  let end = offset
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1
  return end
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13
}

/** One column for each UTF-16 unit, so that carets stand where they should. */
function visible(text: string): string {
  return text
    .replace(/[\t\ufeff]/g, ' ')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '\ufffd')
}

function paintsOf(color: boolean): Paints {
  const ansi =
    (open: number): Paint =>
    (text) =>
      color ? `\u001b[${open}m${text}\u001b[0m` : text
  return { error: ansi(31), warning: ansi(33), note: ansi(36), gutter: ansi(2), strong: ansi(1) }
}
