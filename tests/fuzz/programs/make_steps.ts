import { makeValue, type Making } from './make_value.ts'
import type { Scope } from './names.ts'

/** Steps after the base, some under a condition; the last two keep the premium above zero and whole cents. */
export function makeSteps(scope: Scope, hasDiscounts: boolean, making: Making): string {
  const { random } = making
  const lines: string[] = []
  if (random.happens(1, 2)) lines.push(`round every step below to 0.0${random.pick([1, 5])}`)
  lines.push(`base  ${money(scope, making)}`)
  for (let at = random.between(1, 5); at > 0; at--) lines.push(...stepOrBlock(scope, making))
  if (hasDiscounts) lines.push('times  1 - discounts')
  lines.push(`at least  ${random.between(0, 60)}.00  as "Least"`, `round  to 0.01`)
  return lines.map((line) => `  ${line}\n`).join('')
}

/** Steps on the sum of the premiums. */
export function makeTotal(scope: Scope, making: Making): string {
  const steps = [...stepOrBlock(scope, making), 'at least  25.00', 'round  to 0.01']
  return `total of policy\n${steps.map((line) => `  ${line}\n`).join('')}\n`
}

function stepOrBlock(scope: Scope, making: Making): readonly string[] {
  const { random } = making
  if (random.happens(3, 4)) return [step(scope, making)]
  const block = (word: string) => [word, `  ${step(scope, making)}`, `  ${step(scope, making)}`]
  const when = block(`when ${makeValue('condition', scope, 1, making)}`)
  return random.happens(1, 2) ? when : [...when, ...block('otherwise')]
}

/** Roundings keep the digits of a running value in bounds. */
function step(scope: Scope, making: Making): string {
  const { random } = making
  const operand = () => money(scope, making)
  const text = random.pick([
    () => `times  (${makeValue('factor', scope, 2, making)} rounded to 0.001)`,
    () => `times  (${makeValue('factor', scope, 1, making)} rounded to 0.01 up)`,
    () => `plus  ${operand()}`,
    () => `minus  ${operand()}`,
    () => `at most  ${operand()}`,
    () => `becomes  ${operand()}`,
    () =>
      `round  to ${random.pick(['1', '0.10', '5'])} ${random.pick(['up', 'down', 'half even'])}`,
  ])()
  return random.happens(1, 3) ? `${text}  when ${makeValue('condition', scope, 1, making)}` : text
}

function money(scope: Scope, making: Making): string {
  const { random } = making
  return random.happens(1, 4)
    ? `${random.between(1, 400)}.00`
    : makeValue('money', scope, 2, making)
}
