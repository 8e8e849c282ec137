import { createHash } from 'node:crypto'
import type { Worksheet } from '#rules/index'

/** The sha256 of the worksheet's JSON in lower-case hex; the same facts and program give the same one. */
export function hashWorksheet(worksheet: Worksheet): string {
  return createHash('sha256').update(JSON.stringify(worksheet)).digest('hex')
}
