import { money } from '../../../format/money.ts'

/** A change of an amount with its sign: `+$12.00`, `−$3.50`, `$0.00`. */
export function signedMoney(amount: string, currency: string): string {
  const text = money(amount, currency)
  return isNothing(amount) || amount.startsWith('-') ? text : `+${text}`
}

/** A change in per cent with its sign: `+3.1 %`. */
export function signedPercent(change: string | null): string {
  if (change === null) return 'new'
  const text = `${change.replace('-', '−')} %`
  return isNothing(change) || change.startsWith('-') ? text : `+${text}`
}

function isNothing(amount: string): boolean {
  return /^-?0*\.?0*$/.test(amount)
}
