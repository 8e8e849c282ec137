/** Whether the suites named on the command line reach the database; unit tests never do. */
export function needsDatabase(args: readonly string[]): boolean {
  const suites: string[] = []
  for (const argument of args) {
    if (argument.startsWith('-')) break
    suites.push(argument)
  }
  return suites.length === 0 || suites.some((suite) => suite !== 'unit')
}
