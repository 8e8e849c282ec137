import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { positionAt } from '#rules/index'
import { misuse, refusal } from './_command_problem.ts'
import { findJsonFault } from './_json_fault.ts'
import { reasonOf } from './_reason_of.ts'

/** What a file of facts holds: a request as the API takes it, or the facts alone. */
export interface FactsFile {
  readonly plan: string | undefined
  readonly isRenewal: boolean
  readonly facts: unknown
}

/** Reads `{plan, facts}` or bare facts from a file, or from standard input for `-`. */
export async function readFactsFile(path: string): Promise<FactsFile> {
  const name = path === '-' ? 'standard input' : path
  const content = await readText(path)
  const value = parse(content, name)
  if (!isObject(value)) throw refusal(`${name} holds no JSON object.`, 'Write {"policy": {…}, …}.')
  if (!('facts' in value)) return { plan: undefined, isRenewal: false, facts: value }
  const { plan, transaction, facts } = value
  if (plan !== undefined && typeof plan !== 'string') {
    throw refusal(`"plan" in ${name} is not text.`, 'Write the name of a plan, or leave it out.')
  }
  return { plan, isRenewal: transaction === 'renewal', facts }
}

async function readText(path: string): Promise<string> {
  try {
    return path === '-' ? await text(process.stdin) : await readFile(path, 'utf8')
  } catch (error) {
    throw misuse(`${path} can't be read: ${reasonOf(error)}.`)
  }
}

function parse(content: string, name: string): unknown {
  // A byte-order mark is no part of JSON, yet some editors write one.
  const bare = content.replace(/^\ufeff/, '')
  try {
    return JSON.parse(bare)
  } catch {
    const fault = findJsonFault(bare)
    if (fault === undefined) throw refusal(`${name} is not valid JSON.`)
    const { line, column } = positionAt(bare, fault.offset)
    const found = bare.slice(fault.offset).split(/\r?\n/)[0]?.slice(0, 30)
    throw refusal(
      `${name}:${line}:${column} is not valid JSON: ${
        found ? `"${found}" stands` : 'the text ends'
      } where ${fault.expected} should be.`
    )
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
