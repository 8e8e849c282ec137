import type { EntityShape, FieldShape, ProductShape } from '#rules/plan/shape'
import type { EntityFacts, Facts, FactValue } from '#rules/facts/facts'
import { choiceInJson } from '#rules/facts/facts'

/** The facts with other answers to the questions that are meant, by `entity.field`. */
export function altered(
  facts: Facts,
  { policy }: ProductShape,
  isMeant: (question: string) => boolean
): Facts {
  const lists = policy.entities.map(({ list }) => list ?? '')
  const { entities } = policy
  const own = alterEntity(facts.policy, { ...policy, entities: [] }, isMeant)
  const others = entities.map((shape, at) => [lists[at], alterList(facts, shape, isMeant)])
  return { policy: own, ...Object.fromEntries(others) }
}

type Holder = Readonly<Record<string, FactValue | EntityFacts | readonly EntityFacts[]>>

function alterList(
  holder: Holder,
  shape: EntityShape,
  isMeant: (question: string) => boolean
): readonly EntityFacts[] {
  const list = holder[shape.list ?? '']
  return Array.isArray(list)
    ? list.map((each: EntityFacts) => alterEntity(each, shape, isMeant))
    : []
}

function alterEntity(
  facts: EntityFacts,
  shape: EntityShape,
  isMeant: (question: string) => boolean
): EntityFacts {
  const changed: Record<string, FactValue> = { ...facts }
  for (const field of shape.fields) {
    if (!isMeant(`${shape.name}.${field.name}`)) continue
    const answer = facts[field.name]
    const other = field.optional && answer !== undefined ? undefined : otherAnswer(field, answer)
    if (other === undefined) delete changed[field.name]
    else changed[field.name] = other
  }
  for (const inner of shape.entities) {
    if (inner.list !== null) changed[inner.list] = alterList(facts, inner, isMeant)
  }
  return changed
}

/** Another answer to the question; the same where there is none that surely passes every check. */
function otherAnswer({ type }: FieldShape, answer: FactValue | undefined): FactValue | undefined {
  switch (type.kind) {
    case 'yes_no':
      return answer !== true
    case 'choice': {
      const choices = type.choices.map(choiceInJson)
      return choices[(choices.findIndex((choice) => choice === answer) + 1) % choices.length]
    }
    case 'months':
      return type.choices.find((months) => months !== answer) ?? answer
    case 'integer':
      return answer === type.low ? type.high : type.low
    case 'text':
      return answer === 'Another' ? 'One more' : 'Another'
    case 'vin':
      return answer === '1HGCM82633A004352' ? '1M8GDM9AXKP042788' : '1HGCM82633A004352'
    case 'date':
    case 'money':
    case 'factor':
    case 'zip':
    case 'entity':
      return answer
  }
}
