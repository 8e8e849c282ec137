import type {
  EntityFacts,
  EntityShape,
  Facts,
  FactValue,
  FieldShape,
  ProductShape,
} from '#rules/index'

/** Facts in two parts: what anyone may read, and the values of the fields that the product marks private. */
export interface SplitFacts {
  readonly open: Facts
  /** The same tree with the private values alone; null where there are none. */
  readonly hidden: HiddenFacts | null
  readonly values: readonly PrivateValue[]
}

/** A tree of private values: objects stand where entities do, lists where their lists do. */
export interface HiddenFacts {
  readonly [key: string]: FactValue | HiddenFacts | readonly HiddenFacts[]
}

/** One private value with the field that it answers. */
export interface PrivateValue {
  readonly field: FieldShape
  readonly value: FactValue
}

/** Takes the private values out of facts, as the product marks them; `joinFacts` puts them back. */
export function splitFacts({ policy }: ProductShape, facts: Facts): SplitFacts {
  const values: PrivateValue[] = []
  const own = splitFields(policy, facts.policy, values)
  const lists = splitLists(policy, facts, values)
  const hidden = { ...(own.hidden && { policy: own.hidden }), ...lists.hidden }
  return {
    open: { ...lists.open, policy: own.open },
    hidden: values.length > 0 ? hidden : null,
    values,
  }
}

/** Facts with their private values again. */
export function joinFacts(
  open: object,
  hidden: HiddenFacts | null
): Readonly<Record<string, unknown>> {
  return { ...open, ...(hidden && joinTree(open, hidden)) }
}

function joinTree(open: unknown, hidden: unknown): Record<string, unknown> {
  const joined: Record<string, unknown> = { ...asRecord(open) }
  for (const [key, value] of Object.entries(asRecord(hidden))) {
    const beside = joined[key]
    if (Array.isArray(value) && Array.isArray(beside)) {
      joined[key] = beside.map((each, at) => joinTree(each, value[at]))
    } else if (typeof value === 'object' && value !== null) joined[key] = joinTree(beside, value)
    else joined[key] = value
  }
  return joined
}

function splitFields(shape: EntityShape, entity: EntityFacts, values: PrivateValue[]) {
  const open: Record<string, FactValue> = { ...entity }
  const hidden: Record<string, FactValue> = {}
  for (const field of shape.fields) {
    const value = entity[field.name]
    if (!field.private || value === undefined) continue
    hidden[field.name] = value
    delete open[field.name]
    values.push({ field, value })
  }
  return { open, hidden: Object.keys(hidden).length > 0 ? hidden : undefined }
}

/** The lists of entities that stand in `holder`: the facts themselves, or an entity. */
function splitLists(
  shape: EntityShape,
  holder: Readonly<Record<string, unknown>>,
  values: PrivateValue[]
) {
  const open: Record<string, readonly EntityFacts[]> = {}
  const hidden: Record<string, readonly HiddenFacts[]> = {}
  for (const inner of shape.entities) {
    const list = inner.list ?? inner.name
    const entities = holder[list]
    if (!Array.isArray(entities)) continue
    const before = values.length
    const parts = entities.map((entity: EntityFacts) => {
      const own = splitFields(inner, entity, values)
      const lists = splitLists(inner, entity, values)
      return { open: { ...own.open, ...lists.open }, hidden: { ...own.hidden, ...lists.hidden } }
    })
    open[list] = parts.map((part) => part.open)
    if (values.length > before) hidden[list] = parts.map((part) => part.hidden)
  }
  return { open, hidden }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  // Trees come from facts, whose objects are plain; anything else has nothing to add.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
