/** An answer as people read it: what is not there, yes and no, the terms of a coverage, a whole entity. */
export function answer(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (typeof value !== 'object') return String(value).replaceAll('_', ' ')
  const said = Object.entries(value).filter(([, inner]) => typeof inner !== 'object')
  return said.map(([name, inner]) => `${name.replaceAll('_', ' ')} ${answer(inner)}`).join(', ')
}
