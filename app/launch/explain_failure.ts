import { portProblem } from './check_port.ts'
import { fullDisk } from './data_folder.ts'
import { errorCode, LaunchProblem } from './launch_problem.ts'
import type { LaunchSettings } from './settings.ts'

/** Turns a failure that a person can mend into a launch problem; undefined when it is a fault of ours. */
export function explainFailure(
  error: unknown,
  settings: LaunchSettings | undefined
): LaunchProblem | undefined {
  if (error instanceof LaunchProblem) return error
  if (settings === undefined) return undefined
  switch (errorCode(error)) {
    case 'ENOSPC':
    case '53100':
      return fullDisk(settings.dataDir, error)
    case 'EADDRINUSE':
    case 'EADDRNOTAVAIL':
      return portProblem(settings.host, settings.port, error)
    case 'EACCES':
    case 'EROFS':
      return new LaunchProblem(
        `A file can't be written: ${error instanceof Error ? error.message : String(error)}.`,
        'Make it writable for this user, or set DATA_DIR to a folder that is.',
        { cause: error }
      )
    default:
      return undefined
  }
}
