import { isRecord, rate, validateFacts } from '#rules/index'
import type {
  EntityShape,
  FactError,
  FieldShape,
  PreparedProgram,
  ProductShape,
  Worksheet,
} from '#rules/index'
import type { Offers } from '#plugins/contract'
import { factAt, varyFacts } from '#services/offers/vary_facts'
import { assume, type Assumption } from './assume.ts'
import { isRelevant } from './is_relevant.ts'

/** One thing to ask, and what is known of it. */
export interface Question {
  readonly pointer: string
  readonly field: FieldShape
  readonly isAnswered: boolean
  /** Whether it must be answered: it is not optional, and nothing is assumed for it. */
  readonly isNeeded: boolean
  /** What is taken while nobody answers; undefined where it must be asked. */
  readonly assumed: unknown
  /** Whether the answer could change price or decision, as the others stand; null where that was not tried out. */
  readonly isRelevant: boolean | null
}

/** One page of questions: the policy, or all entities of a list. */
export interface QuestionStep {
  readonly name: string
  /** Null for the policy. */
  readonly list: string | null
  readonly isComplete: boolean
  readonly questions: readonly Question[]
  readonly errors: readonly FactError[]
}

export interface Questions {
  /** Names the program whose shape asks. */
  readonly programHash: string
  readonly steps: readonly QuestionStep[]
  /** Every answer is there, without any assumption. */
  readonly isComplete: boolean
  readonly assumed: readonly Assumption[]
  /** What the answers come to with the assumptions; undefined where they do not do yet. */
  readonly worksheet: Worksheet | undefined
}

/** What is still to ask of a risk, step by step, from the shape as the state adapts it and the answers so far. */
export async function askQuestions(
  prepared: PreparedProgram,
  facts: unknown,
  offers: Required<Offers>,
  /** Places whose value in the facts was assumed once and never confirmed. */
  unconfirmed: readonly string[] = [],
  /** Trying out what is relevant rates once for each choice. */
  triesRelevance = true
): Promise<Questions> {
  const { program, hash } = prepared.compiled
  const { shape } = program
  const said = unconfirmed.length > 0 ? without(facts, unconfirmed) : facts
  const filled = assume(shape, said, offers)
  const judged = validateFacts(shape, said)
  const full = validateFacts(shape, filled.facts)
  const outcome = full.ok ? await rate(prepared, full.facts) : undefined
  const worksheet = outcome?.ok ? outcome.worksheet : undefined
  const errors = judged.ok ? [] : judged.errors
  const rated = full.ok && worksheet ? { prepared, facts: full.facts, worksheet } : undefined
  const assumed = new Map(filled.assumed.map(({ pointer, value }) => [pointer, value]))
  const whenSilent = assume(shape, unanswered(shape, said), offers).assumed
  const assumable = new Set(whenSilent.map(({ pointer }) => pointer))
  const steps: QuestionStep[] = []
  for (const { name, list, places } of stepsOf(shape, said)) {
    const questions: Question[] = []
    for (const { entity, pointer: place, value } of places) {
      for (const field of entity.fields) {
        const pointer = `${place}/${field.name}`
        const isAnswered = Object.hasOwn(value, field.name)
        questions.push({
          pointer,
          field,
          isAnswered,
          isNeeded: !field.optional && !assumable.has(pointer),
          assumed: assumed.get(pointer),
          isRelevant: triesRelevance
            ? isAnswered || !rated || (await isRelevant(rated, pointer, field))
            : null,
        })
      }
    }
    const place = list === null ? `/${name}` : `/${list}`
    const own = errors.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`))
    steps.push({ name, list, isComplete: own.length === 0, questions, errors: own })
  }
  return { programHash: hash, steps, isComplete: judged.ok, assumed: filled.assumed, worksheet }
}

interface Place {
  readonly entity: EntityShape
  readonly pointer: string
  readonly value: Readonly<Record<string, unknown>>
}

/** The policy, then each list with every entity in it; one that is empty has a first entity to fill. */
function stepsOf({ policy }: ProductShape, facts: unknown) {
  const root = isRecord(facts) ? facts : {}
  const own = root[policy.name]
  const first = {
    name: policy.name,
    list: null,
    places: [
      { entity: policy, pointer: `/${policy.name}`, value: isRecord(own) ? own : {} },
    ] as readonly Place[],
  }
  const lists = policy.entities.map((entity) => {
    const places = placesIn(entity, root, '')
    const empty: Place = { entity, pointer: `/${entity.list}/0`, value: {} }
    return {
      name: entity.name,
      list: entity.list,
      places: places.length > 0 || entity.low === 0 ? places : [empty],
    }
  })
  return [first, ...lists]
}

function placesIn(
  entity: EntityShape,
  around: Readonly<Record<string, unknown>>,
  pointer: string
): readonly Place[] {
  const list = entity.list === null ? undefined : around[entity.list]
  if (!Array.isArray(list)) return []
  return list.filter(isRecord).flatMap((value, at) => {
    const here = `${pointer}/${entity.list}/${at}`
    const inner = entity.entities.flatMap((each) => placesIn(each, value, here))
    return [{ entity, pointer: here, value }, ...inner]
  })
}

/** The same entities, with no answer but the VINs, by which others are known. */
function unanswered({ policy }: ProductShape, facts: unknown): unknown {
  const root = isRecord(facts) ? facts : {}
  return { [policy.name]: {}, ...unansweredLists(policy.entities, root) }
}

function unansweredLists(
  entities: readonly EntityShape[],
  around: Readonly<Record<string, unknown>>
): Readonly<Record<string, unknown>> {
  const lists = entities.flatMap((entity) => {
    const list = entity.list === null ? undefined : around[entity.list]
    if (entity.list === null || (!Array.isArray(list) && entity.low === 0)) return []
    const asked = Array.isArray(list) && list.length > 0 ? list.filter(isRecord) : [{}]
    const vins = entity.fields.filter(({ type }) => type.kind === 'vin')
    const silent = asked.map((each) => ({
      ...Object.fromEntries(vins.flatMap(({ name }) => (name in each ? [[name, each[name]]] : []))),
      ...unansweredLists(entity.entities, each),
    }))
    return [[entity.list, silent] as const]
  })
  return Object.fromEntries(lists)
}

/** The facts without what was only assumed. */
function without(facts: unknown, pointers: readonly string[]): unknown {
  // What was stored was judged; leaving something out only makes it incomplete.
  const stored = facts as Parameters<typeof varyFacts>[0]
  const changes = pointers.map((pointer) => ({
    pointer,
    before: factAt(stored, pointer),
    after: undefined,
  }))
  return varyFacts(stored, changes)
}
