import vine from '@vinejs/vine'
import { Problem, type ProblemItem } from '#exceptions/problem'
import type { SourceChange } from '#services/plans/life/save_sources'
import { optional } from './optional.ts'
import { defineBody } from './request_body.ts'

/** A table is a file beside its plan: it has no folder in its name, and no other ending. */
const TABLE = /^[a-z][a-z0-9_]{0,60}\.csv$/

const DAY = /^[1-9]\d{3}-\d{2}-\d{2}$/

const reason = () => vine.string().trim().minLength(1).maxLength(2000)

/** Which version a draft is to begin from, and why. */
export const draftBody = defineBody(
  vine.create({
    from: vine.number({ strict: true }).range([1, 999_999_999]).withoutDecimals(),
    reason: optional(reason()),
  })
)

/** The first days of a version that is scheduled, and why. */
export const scheduleBody = defineBody(
  vine.create({
    new_business_from: vine.string().regex(DAY),
    renewals_from: vine.string().regex(DAY),
    reason: optional(reason()),
  })
)

/** The texts that a request changes, or a thrown problem that points at what is wrong. */
export function readSourceChange(body: unknown): SourceChange {
  if (!isObject(body)) throw invalid([item('', 'wrong_type', 'must be an object')])
  const { plan, regulation, tables, ...others } = body
  const errors = Object.keys(others).map((name) =>
    item(`/${escape(name)}`, 'unknown_field', 'is none of plan, regulation, tables')
  )
  for (const [name, text] of Object.entries({ plan, regulation })) {
    if (text !== undefined && typeof text !== 'string') {
      errors.push(item(`/${name}`, 'wrong_type', 'must be text'))
    }
  }
  const read = readTables(tables, errors)
  if (errors.length > 0) throw invalid(errors)
  return {
    plan: typeof plan === 'string' ? plan : undefined,
    regulation: typeof regulation === 'string' ? regulation : undefined,
    tables: read,
  }
}

/** The first days of a version that is scheduled, each a day that there is, or a thrown problem. */
export async function readSchedule(body: unknown) {
  const read = await scheduleBody.read(body)
  const { new_business_from: newBusiness, renewals_from: renewals, reason: why = null } = read
  const days = { new_business_from: newBusiness, renewals_from: renewals }
  const wrong = Object.entries(days).filter(([, day]) => !isDay(day))
  if (wrong.length === 0) return { newBusiness, renewals, reason: why }
  throw invalid(wrong.map(([name]) => item(`/${name}`, 'not_a_date', 'is no day of a calendar')))
}

function readTables(tables: unknown, errors: ProblemItem[]): SourceChange['tables'] {
  if (tables === undefined) return undefined
  if (!isObject(tables)) {
    errors.push(item('/tables', 'wrong_type', 'must be an object of texts by the name of the file'))
    return undefined
  }
  const read: Record<string, string | null> = {}
  for (const [name, text] of Object.entries(tables)) {
    const pointer = `/tables/${escape(name)}`
    if (!TABLE.test(name)) {
      errors.push(item(pointer, 'not_a_table', 'is not the name of a table, like base_rate.csv'))
    } else if (typeof text === 'string' || text === null) {
      read[name] = text
    } else errors.push(item(pointer, 'wrong_type', 'must be text, or null to remove the table'))
  }
  return read
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function invalid(errors: readonly ProblemItem[]): Problem {
  return new Problem(422, 'invalid_request', 'Some fields of the request are missing or wrong.', {
    errors,
  })
}

function item(pointer: string, code: string, message: string): ProblemItem {
  return { pointer, path: pointer.slice(1), code, message, help: null }
}

function escape(name: string): string {
  return name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')
}
