let refused: readonly string[] = []

/** The folders of the plugins that this instance refused when it started; why is in its log. */
export function refusedPlugins(): readonly string[] {
  return refused
}

/** Keeps them for as long as the instance runs. */
export function keepRefused(folders: readonly string[]): void {
  refused = folders
}
