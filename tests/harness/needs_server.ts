/** Whether the suites named on the command line need the platform with its database and portal; unit tests never do. */
export function needsServer(args: readonly string[]): boolean {
  const suites: string[] = []
  for (const argument of args) {
    if (argument.startsWith('-')) break
    suites.push(argument)
  }
  return suites.length === 0 || suites.some((suite) => suite !== 'unit')
}
