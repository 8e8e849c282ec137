import type { EntityFacts, Facts, HashedProgram, Program } from '#rules/index'

type Expression = Program['values'][number]['expression']

/** A way to sort risks into groups, by what the plan itself asks or works out. */
export interface Dimension {
  /** `policy.garaging_zip`, or the name of the plan's value. */
  readonly name: string
  readonly title: string
  /** The group of a risk; null where it has none. */
  readonly groupOf: (facts: Facts) => string | null
}

/**
 * The dimensions of a plan: what its policy-wide `let`s look up by one answer of the policy (such as the
 * territory of a ZIP), then the choices and yes/no answers of the policy and of its first entity of each kind.
 */
export function dimensionsOf({ program }: HashedProgram): readonly Dimension[] {
  return [...lookedUp(program), ...answered(program)]
}

function lookedUp({ values, tables }: Program): readonly Dimension[] {
  return values.flatMap(({ name, of, type, expression }) => {
    const field = of.length === 0 && isNamed(type) ? onePolicyField(expression) : null
    if (field === null || expression.op !== 'lookup') return []
    const table = tables.find((each) => each.name === expression.table)
    const groups = new Map<string, string>()
    for (const { keys, values: cells } of table?.rows ?? []) {
      const [key] = keys
      const value = cells[expression.column]
      if (key && 'is' in key && value !== undefined) groups.set(key.is, value)
    }
    if (groups.size === 0) return []
    const groupOf = (facts: Facts) => groups.get(String(facts.policy[field])) ?? null
    return [{ name, title: titleOf(name), groupOf }]
  })
}

function answered({ shape: { policy } }: Program): readonly Dimension[] {
  return [policy, ...policy.entities].flatMap((entity) =>
    entity.fields
      .filter(({ type }) => ['choice', 'yes_no', 'months'].includes(type.kind))
      .filter((field) => !field.private && !field.sensitive)
      .map(({ name, title }) => ({
        name: `${entity.name}.${name}`,
        title: entity.list === null ? title : `${title} (first ${entity.name})`,
        groupOf: (facts: Facts) => {
          const answer = firstOf(facts, entity.list)?.[name]
          if (answer === undefined || answer === null) return null
          return typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : String(answer)
        },
      }))
  )
}

function firstOf(facts: Facts, list: string | null): EntityFacts | undefined {
  if (list === null) return facts.policy
  const entities = facts[list]
  return Array.isArray(entities) ? entities[0] : undefined
}

function isNamed(type: Program['values'][number]['type']): boolean {
  return type === 'text' || type === 'choice'
}

function onePolicyField(expression: Expression): string | null {
  if (expression.op !== 'lookup' || expression.keys.length !== 1) return null
  const [key] = expression.keys
  return key?.op === 'field' && key.entity === 'policy' ? key.field : null
}

function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
