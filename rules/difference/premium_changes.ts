import type { Worksheet } from '../rating/worksheet.ts'
import type { PremiumChange } from './difference.ts'

type Premium = Omit<PremiumChange, 'before' | 'after'> & { readonly premium: string }

/** The premiums of two worksheets side by side, those that are alike left out. */
export function premiumChanges(first: Worksheet, second: Worksheet): readonly PremiumChange[] {
  const [had, has] = [premiumsOf(first), premiumsOf(second)]
  return [...new Map([...had, ...has])].flatMap(([key, { premium: _, ...place }]) => {
    const before = had.get(key)?.premium ?? null
    const after = has.get(key)?.premium ?? null
    return before === after ? [] : [{ ...place, before, after }]
  })
}

function premiumsOf({ sections }: Worksheet): ReadonlyMap<string, Premium> {
  return new Map(
    sections.flatMap(({ entity, number, title: owner, premiums }) =>
      premiums.map(({ coverage, title, premium }) => [
        `${entity} ${number} ${coverage ?? ''}`,
        { entity, number, coverage, title: title || owner, premium },
      ])
    )
  )
}
