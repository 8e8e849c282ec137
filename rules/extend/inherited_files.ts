import type { PlanItem } from '../syntax/ast.ts'

type Files = Readonly<Record<string, string>>

/** The name by which an inherited CSV is known beside the plan's own: `countrywide/points.csv`. */
export function inheritedName(base: string, file: string): string {
  return `${base}/${file}`
}

/** The files of a countrywide plan under the names by which a plan that extends it knows them. */
export function inheritedFiles(base: string, files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [inheritedName(base, name), text])
  )
}

/**
 * A statement of a countrywide plan as a state inherits it: a table reads the state's file of that
 * name where it has one, else that of the countrywide plan.
 */
export function readingInherited(
  item: PlanItem,
  base: string,
  ownFiles: ReadonlySet<string>
): PlanItem {
  if (item.kind !== 'table' || !item.file || ownFiles.has(item.file.text)) return item
  return { ...item, file: { ...item.file, text: inheritedName(base, item.file.text) } }
}
