import type { Title } from '../syntax/ast.ts'

/** The title as written, or the name in words: `annual_miles` becomes `Annual miles`. */
export function titleOf(title: Title | undefined, name: string): string {
  if (title) return title.text
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
