import { suggest } from '../diagnostics/suggestion.ts'

/** ` Did you mean "x"?` where a known name is near, else nothing; it ends a message. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const nearest = suggest(name, [...known])
  return nearest ? `. Did you mean "${nearest}"?` : ''
}
