import type { Ident } from '../syntax/ast.ts'
import type { Report } from './report.ts'

/**
 * What facts are named by is no name that every JSON object has anyway: `constructor`, left out of a
 * risk, would seem to be given.
 */
export function plainName({ name, span }: Ident, report: Report): void {
  if (!(name in Object.prototype)) return
  report.error(
    'RATE226',
    span,
    `"${name}" is a name that every object has, in JSON's own language`,
    {
      help: 'give it another name',
    }
  )
}
