/** What each part of a split limit is for. */
const PARTS = ['each person', 'each accident']

/** What a single limit is for, where the coverage says. */
const EACH: Readonly<Record<string, string>> = {
  PD: ' each accident',
  PIP: ' each person',
  MED: ' each person',
}

/**
 * A limit or deductible as a declarations page words it: `50/100` is `$50,000 each person / $100,000 each accident`,
 * a whole number is an amount. Undefined where it is neither.
 */
export function wordTerm(coverage: string, term: string, value: string): string | undefined {
  if (/^\d+\/\d+$/.test(value)) {
    const parts = value.split('/').map((part, at) => `${dollars(Number(part) * 1000)} ${PARTS[at]}`)
    return parts.join(' / ')
  }
  if (!/^\d+$/.test(value)) return undefined
  const amount = dollars(Number(value))
  return term === 'deductible' ? `${amount} deductible` : `${amount}${EACH[coverage] ?? ''}`
}

function dollars(whole: number): string {
  return `$${String(whole).replaceAll(/\B(?=(\d{3})+$)/g, ',')}`
}
