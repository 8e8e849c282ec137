import { compare } from '../money/arithmetic.ts'
import { toDecimal } from '../money/parse_decimal.ts'

/** Whether a limit gives at least as much as another, part by part: 50/100 does to 30/60. */
export function isAtLeast(choice: string, least: string): boolean {
  const [parts, needed] = [choice.split('/'), least.split('/')]
  if (parts.length !== needed.length) return false
  return parts.every((part, at) => {
    const other = needed[at] ?? ''
    const isNumber = /^\d+(\.\d+)?$/
    return isNumber.test(part) && isNumber.test(other)
      ? compare(toDecimal(part), toDecimal(other)) >= 0
      : part === other
  })
}
