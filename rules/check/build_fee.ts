import type { FeeModel } from '../plan/model.ts'
import type { Span } from '../source.ts'
import type { FeeDecl, Ident } from '../syntax/ast.ts'
import { didYouMean } from './did_you_mean.ts'
import { during } from './in_force.ts'
import { givenWhen } from './resolve_condition.ts'
import { resolveCondition, resolveNumber, type World } from './resolver.ts'
import { enter, POLICY_SCOPE, withGiven } from './scope.ts'
import { titleOf } from './title_of.ts'
import { isLiteral, typeWords } from './types.ts'

/** All fees, charges and taxes in their order; each knows those before it. */
export function buildFees(
  declared: readonly FeeDecl[],
  text: (span: Span) => string,
  world: World
): readonly FeeModel[] {
  return declared.flatMap((fee, at) => {
    const before = new Set(declared.slice(0, at).map(({ name }) => name.name))
    before.delete(fee.name.name)
    return buildFee(fee, nextOf(fee, declared), before, text, world)
  })
}

/** The day from which the next fee of the same name counts. */
function nextOf(fee: FeeDecl, declared: readonly FeeDecl[]): string | undefined {
  const later = declared.flatMap(({ name, from }) =>
    name.name === fee.name.name && from && from.text > (fee.from?.text ?? '') ? [from.text] : []
  )
  return later.toSorted()[0]
}

/** A fee: money, once or for each entity, prorated by a number of months where it says so. */
function buildFee(
  declared: FeeDecl,
  next: string | undefined,
  before: ReadonlySet<string>,
  text: (span: Span) => string,
  world: World
): readonly FeeModel[] {
  const { report, index } = world
  const each = declared.each ? index.words.get(declared.each.name) : 'policy'
  if (each === undefined) {
    const word = declared.each ?? declared.name
    report.unknown('RATE203', word, `There is no entity "${word.name}"`, index.words.keys())
    return []
  }
  const scope = each === 'policy' ? POLICY_SCOPE : enter(POLICY_SCOPE, each, index)
  const when = declared.when ? resolveCondition(declared.when, scope, world) : null
  const inner = when ? withGiven(scope, givenWhen(when, true, world)) : scope
  const charged = declared.charged === 'fee' ? null : before
  const amount = resolveNumber(declared.amount, { ...inner, charged }, world)
  if (amount && amount.type.kind !== 'money' && !isLiteral(amount)) {
    report.error(
      'RATE317',
      declared.amount.span,
      `A ${declared.charged} is an amount of money, not ${typeWords(amount.type)}`,
      { help: 'multiply it by an amount, as in 2.00 * employees' }
    )
    return []
  }
  // Its days stand in the program by themselves; here they are only looked at.
  during(declared, null, declared.span, world)
  if (!amount || (declared.when && !when)) return []
  const by = declared.by ? monthsField(declared.by, world) : null
  return [
    {
      kind: declared.charged,
      name: declared.name.name,
      from: declared.from?.text ?? null,
      until: earlier(declared.until?.text, next),
      title: titleOf(declared.title, declared.name.name),
      each,
      amount,
      text: text(declared.amount.span),
      by,
      round: declared.rounded
        ? { to: declared.rounded.to.text, mode: declared.rounded.mode ?? world.rounding }
        : null,
      when,
      citation: declared.citation?.text,
      span: declared.span,
    },
  ]
}

function earlier(a: string | undefined, b: string | undefined): string | null {
  if (a === undefined || b === undefined) return a ?? b ?? null
  return a < b ? a : b
}

function monthsField(word: Ident, { index, report }: World): string | null {
  const fields = index.entities.get('policy')?.fields
  if (fields?.get(word.name)?.type.kind === 'months') return word.name
  const months = [...(fields?.values() ?? [])].flatMap((field) =>
    field.type.kind === 'months' ? [field.name] : []
  )
  return report.error(
    'RATE317',
    word.span,
    `A fee is prorated by a number of months of the policy${didYouMean(word.name, months)}`
  )
}
