import { hash } from 'node:crypto'
import type { Worksheet } from '#rules/index'

/** The sha256 of the worksheet's JSON in lower-case hex; the same facts and program give the same one. */
export function hashWorksheet(worksheet: Worksheet): string {
  return hashText(JSON.stringify(worksheet))
}

/** The same of the JSON itself. */
export function hashText(json: string): string {
  return hash('sha256', json)
}
