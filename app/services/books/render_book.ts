import type { BookSummary, Impact } from './describe_book.ts'

/** A table for people: its head, then its rows. */
export type Rows = readonly (readonly string[])[]

/** An amount at a scale, in groups of three digits, with two digits after the point. */
export function amountText(amount: bigint, scale: number): string {
  const cents = scale > 2 ? amount / 10n ** BigInt(scale - 2) : amount * 10n ** BigInt(2 - scale)
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
  const whole = digits.slice(0, -2).replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${cents < 0n ? '-' : ''}${whole}.${digits.slice(-2)}`
}

/** By how many per cent an amount changes, to the tenth: `+3.4 %`. */
export function changeText(before: bigint, after: bigint): string {
  if (before === 0n) return after === 0n ? '0.0 %' : 'new'
  const thousandths = ((after - before) * 2000n) / before
  const tenths = (thousandths + (thousandths < 0n ? -1n : 1n)) / 2n
  const digits = (tenths < 0n ? -tenths : tenths).toString().padStart(2, '0')
  const sign = tenths < 0n ? '-' : tenths > 0n ? '+' : ''
  return `${sign}${digits.slice(0, -1)}.${digits.slice(-1)} %`
}

/** What one program makes of the book, in lines. */
export function summaryLines(summary: BookSummary, scale: number): readonly string[] {
  const { risks, decisions, premium, mean, percentiles, exact } = summary
  const shares = Object.entries(decisions).map(
    ([name, count]) => `${name} ${shareText(count, risks)}`
  )
  const spread = percentiles.map(({ percent, total }) => `${percent} % ${amountText(total, scale)}`)
  return [
    `${risks.toLocaleString('en')} risks: ${shares.join(', ')}`,
    `Total ${amountText(premium, scale)}, mean ${amountText(mean, scale)}`,
    `Spread: ${spread.join(', ')}`,
    ...(exact > 0 ? [`${exact.toLocaleString('en')} of them by exact arithmetic alone`] : []),
  ]
}

/** The impact of one program against the other, in lines. */
export function impactLines(impact: Impact, scale: number): readonly string[] {
  const { risks, before, after, winners, losers, unchanged, decisions } = impact
  return [
    `Both rate ${risks.toLocaleString('en')} risks: ${amountText(before, scale)} before, ${amountText(after, scale)} after, ${changeText(before, after)}`,
    `Pay less: ${shareText(winners, risks)}; pay more: ${shareText(losers, risks)}; the same: ${shareText(unchanged, risks)}`,
    ...Object.entries(decisions).map(([name, count]) => `Decision ${name}: ${count}`),
  ]
}

/** Tenths of the risks by what they paid before. */
export function decileRows({ deciles }: Impact, scale: number): Rows {
  return [
    ['tenth', 'risks', 'mean before', 'mean after', 'change', 'pay less', 'pay more'],
    ...deciles.map(({ risks, before, after, winners, losers }, at) => [
      String(at + 1),
      String(risks),
      amountText(risks === 0 ? 0n : before / BigInt(risks), scale),
      amountText(risks === 0 ? 0n : after / BigInt(risks), scale),
      changeText(before, after),
      shareText(winners, risks),
      shareText(losers, risks),
    ]),
  ]
}

/** Risks by how much they change. */
export function bandRows({ bands, risks: all }: Impact): Rows {
  return [
    ['change', 'risks', 'share'],
    ...bands.map(({ from, to, risks }) => [
      `${from === null ? 'below' : `${from} % to`} ${to === null ? 'any' : `${to} %`}`,
      String(risks),
      shareText(risks, all),
    ]),
  ]
}

function shareText(count: number, all: number): string {
  return `${all === 0 ? '0.0' : ((count / all) * 100).toFixed(1)} %`
}
