/** The exact difference of two amounts in decimal text, with as many digits behind the point as the longer has. */
export function subtract(from: string, amount: string): string {
  const places = Math.max(placesOf(from), placesOf(amount))
  const difference = scaled(from, places) - scaled(amount, places)
  const digits = String(difference < 0n ? -difference : difference).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const sign = difference < 0n ? '-' : ''
  return places === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-places)}`
}

function placesOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0
}

function scaled(amount: string, places: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  return BigInt(whole + fraction.padEnd(places, '0'))
}
