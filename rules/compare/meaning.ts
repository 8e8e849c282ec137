import { formatExact } from '../money/format_decimal.ts'
import { parseDecimal } from '../money/parse_decimal.ts'
import { canonicalJson } from '../program/canonical_json.ts'
import type { Program, RuleProgram } from '../program/program.ts'

/** Tells what something in a program means, as text that is alike exactly where the meaning is. */
export interface Meaning {
  /** Of an expression, a condition, or whatever holds them; places in the source don't count. */
  of(part: unknown): string
  /** The rule of that name. */
  rule(name: string | null): RuleProgram | null
  /** From now on what goes by the one name counts as going by the other. */
  rename(kind: 'table' | 'value', from: string, to: string): void
}

/** The meaning of what one program holds: a fact counts as what it stands for, `0.50` as `0.5`. */
export function meaningIn(program: Program): Meaning {
  const rules = new Map(
    program.groups.flatMap((group) => group.rules.map((rule) => [rule.name, rule] as const))
  )
  const facts = new Map(program.facts.map((fact) => [fact.name, fact]))
  const renames = { table: new Map<string, string>(), value: new Map<string, string>() }
  const known = new Map<string, unknown>()

  const factMeaning = (name: string): unknown => {
    const fact = facts.get(name)
    if (!fact) return name
    const found = known.get(name)
    if (found !== undefined) return found
    const meant = { stands: plain(fact.expression), of: fact.of }
    known.set(name, meant)
    return meant
  }
  const plain = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(plain)
    if (typeof part !== 'object' || part === null) return part
    const isNumber = isNumberConstant(part) || isDecimalComparison(part)
    // Whether a number was written with a point makes no difference to what it is.
    const left = isNumberConstant(part) ? NO_TYPE : NO_PLACE
    const entries = Object.entries(part).filter(([key]) => !left.has(key))
    const isLookup = 'op' in part && (part.op === 'lookup' || part.op === 'interpolate')
    const isValue = 'op' in part && part.op === 'value'
    return Object.fromEntries(
      entries.map(([key, member]) => {
        if (typeof member === 'string') {
          if (key === 'fact') return [key, factMeaning(member)]
          if (isLookup && key === 'table') return [key, renames.table.get(member) ?? member]
          if (isValue && key === 'name') return [key, renames.value.get(member) ?? member]
          if (isNumber && key === 'value') return [key, plainNumber(member)]
        }
        return [key, plain(member)]
      })
    )
  }
  return {
    of: (part) => canonicalJson(plain(part)),
    rule: (name) => (name === null ? null : (rules.get(name) ?? null)),
    rename: (kind, from, to) => {
      renames[kind].set(from, to)
      known.clear()
    },
  }
}

const NO_PLACE: ReadonlySet<string> = new Set(['at'])
const NO_TYPE: ReadonlySet<string> = new Set(['at', 'type'])

function isNumberConstant(part: object): boolean {
  if (!('op' in part && part.op === 'constant' && 'type' in part)) return false
  return part.type === 'decimal' || part.type === 'integer'
}

function isDecimalComparison(part: object): boolean {
  return 'operator' in part && String(part.operator).startsWith('decimal')
}

/** The number without zeros at its end; any other text as it is. */
export function plainNumber(text: string): string {
  const number = parseDecimal(text)
  return number ? formatExact(number, 0) : text
}

/** Both sides of a comparison. */
export interface Sides {
  readonly before: Program
  readonly after: Program
  readonly was: Meaning
  readonly is: Meaning
}

/** Whether a part of the earlier plan means what one of the later plan does. */
export function sameMeaning({ was, is }: Sides, before: unknown, after: unknown): boolean {
  return was.of(before) === is.of(after)
}
