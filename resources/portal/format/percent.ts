/** A fraction in decimal text as a percentage: `0.05` is `5 %`, `0.125` is `12.5 %`. */
export function percent(fraction: string): string {
  const negative = fraction.startsWith('-')
  const [whole = '0', behind = ''] = fraction.replace('-', '').split('.')
  const digits = behind.padEnd(2, '0')
  const before = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const after = digits.slice(2).replace(/0+$/, '')
  return `${negative ? '−' : ''}${before}${after ? `.${after}` : ''} %`
}
