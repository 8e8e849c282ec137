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
  /** What is taken while nobody answers; undefined where it must be asked. */
  readonly assumed: unknown
  /** Whether the answer could change price or decision, as the others stand. */
  readonly isRelevant: boolean
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
  unconfirmed: readonly string[] = []
): Promise<Questions> {
  const { shape } = prepared.compiled.program
  const said = unconfirmed.length > 0 ? without(facts, unconfirmed) : facts
  const filled = assume(shape, said, offers)
  const judged = validateFacts(shape, said)
  const full = validateFacts(shape, filled.facts)
  const outcome = full.ok ? await rate(prepared, full.facts) : undefined
  const worksheet = outcome?.ok ? outcome.worksheet : undefined
  const errors = judged.ok ? [] : judged.errors
  const rated = full.ok && worksheet ? { prepared, facts: full.facts, worksheet } : undefined
  const assumed = new Map(filled.assumed.map(({ pointer, value }) => [pointer, value]))
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
          assumed: assumed.get(pointer),
          isRelevant: isAnswered || !rated || (await isRelevant(rated, pointer, field)),
        })
      }
    }
    const place = list === null ? `/${name}` : `/${list}`
    const own = errors.filter(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`))
    steps.push({ name, list, isComplete: own.length === 0, questions, errors: own })
  }
  return { steps, isComplete: judged.ok, assumed: filled.assumed, worksheet }
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
