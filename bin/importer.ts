/** The project's root folder. */
export const APP_ROOT = new URL('../', import.meta.url)

/** Imports a module named relative to the project's root, an alias, or a package. */
export function importFromRoot(filePath: string): Promise<unknown> {
  return filePath.startsWith('./') || filePath.startsWith('../')
    ? import(new URL(filePath, APP_ROOT).href)
    : import(filePath)
}
