import type { Type, Value } from '../plan/model.ts'
import type { CasesValue, CaseLine, Choice } from '../syntax/ast.ts'
import { givenWhen, resolveBeside } from './resolve_condition.ts'
import { resolve, resolveCondition, type World } from './resolver.ts'
import { withGiven, type Scope } from './scope.ts'
import { FACTOR, isLiteral, listed, typeWords } from './types.ts'

/** The lines of a `let`: each value may rely on its own condition, and on those before it not holding. */
export function resolveCases(
  { choices, cases, span }: CasesValue,
  name: string,
  scope: Scope,
  world: World
): Value | null {
  const last = cases.findIndex(({ when }) => !when)
  const behind = last === -1 ? undefined : cases[last + 1]
  if (behind) {
    return world.report.error(
      'RATE324',
      behind.span,
      `This case of "${name}" stands behind "otherwise", which leaves nothing to it`
    )
  }
  const wanted = choices ? choiceType(choices) : null
  const resolved: { readonly when: Value | null; readonly then: Value }[] = []
  let inner = scope
  for (const line of cases) {
    const when = line.when ? resolveCondition(line.when, inner, world) : null
    if (line.when && !when) return null
    const there = when ? withGiven(inner, givenWhen(when, true, world)) : inner
    const then = wanted
      ? resolveChoice(line, wanted, there, world)
      : resolve(line.value, there, world)
    if (!then) return null
    if (when) inner = withGiven(inner, givenWhen(when, false, world))
    resolved.push({ when, then })
  }
  const type =
    wanted ??
    commonType(
      resolved.map(({ then }) => then),
      'cases',
      world
    )
  if (!type) return null
  return {
    kind: 'cases',
    type,
    span,
    cases: resolved.flatMap(({ when, then }) => (when ? [{ when, then }] : [])),
    otherwise: resolved.find(({ when }) => !when)?.then ?? null,
  }
}

type ChoiceType = Extract<Type, { readonly kind: 'choice' }>

function choiceType(choices: readonly Choice[]): ChoiceType {
  const texts = choices.map(({ text }) => text)
  return { kind: 'choice', choices: texts, ordered: texts.every((text) => /^\d/.test(text)) }
}

function resolveChoice(
  { value }: CaseLine,
  type: ChoiceType,
  scope: Scope,
  world: World
): Value | null {
  const found = resolveBeside(value, type, scope, world)
  if (!found) return null
  const isOneOf =
    found.type.kind === 'choice' &&
    found.type.choices.every((choice) => type.choices.includes(choice))
  if (isOneOf) return found
  return world.report.error(
    'RATE303',
    value.span,
    `Each case is one of ${listed(type.choices)}, not ${typeWords(found.type)}`
  )
}

/** The one type that all cases have; bare numbers take that of the others. */
export function commonType(values: readonly Value[], what: string, world: World): Type | null {
  const written = values.filter((value) => !isLiteral(value))
  const [first = values[0]] = written
  if (!first) return null
  let { type } = first
  for (const value of values) {
    const joined = joinedType(type, value)
    if (!joined) {
      return world.report.error(
        'RATE303',
        value.span,
        `The ${what} should be alike: this is ${typeWords(value.type)}, another is ${typeWords(type)}`,
        {
          help:
            type.kind === 'percent' && isLiteral(value)
              ? 'a percentage has its sign: 5 %'
              : undefined,
        }
      )
    }
    type = joined
  }
  return type
}

function joinedType(type: Type, value: Value): Type | null {
  const other = value.type
  if (type.kind === 'choice' && other.kind === 'choice') {
    const choices = [...new Set([...type.choices, ...other.choices])]
    const isSame = choices.length === type.choices.length
    return { ...type, choices, ordered: type.ordered && isSame }
  }
  if (type.kind === 'entity' && other.kind === 'entity') {
    return type.entity === other.entity ? type : null
  }
  if (type.kind === other.kind) return type
  if (type.kind === 'money' && isLiteral(value)) return type
  const isPlain = (kind: Type['kind']) => kind === 'factor' || kind === 'integer'
  return isPlain(type.kind) && isPlain(other.kind) ? FACTOR : null
}
