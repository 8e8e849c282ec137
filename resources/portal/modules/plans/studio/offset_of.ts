import type { Text } from '@codemirror/state'

/** Where a place that is counted from 1 lies in a text; what lies behind its end is its end. */
export function offsetOf(
  doc: Text,
  { line, column }: { readonly line: number; readonly column: number }
): number {
  if (line > doc.lines) return doc.length
  const { from, to } = doc.line(Math.max(1, line))
  return Math.min(to, from + Math.max(0, column - 1))
}
