/** Decimal text with thousands separated: `-1284.5` is `−1,284.5`. Digits are kept as they are. */
export function grouped(amount: string): string {
  const [whole = '', fraction] = amount.replace('-', '−').split('.')
  const separated = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
  return fraction === undefined ? separated : `${separated}.${fraction}`
}

/** Money as people read it: `$1,284.00`. The amount stays decimal text all the way. */
export function money(amount: string, currency: string): string {
  const negative = amount.startsWith('-')
  const digits = grouped(negative ? amount.slice(1) : amount)
  return `${negative ? '−' : ''}${currencySymbol(currency)}${digits}`
}

const symbols = new Map<string, string>()

function currencySymbol(currency: string): string {
  const known = symbols.get(currency)
  if (known !== undefined) return known
  const symbol =
    new Intl.NumberFormat('en-US', { style: 'currency', currency })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? currency
  symbols.set(currency, symbol)
  return symbol
}
