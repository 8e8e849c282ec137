/** What is known of a set of players: the bits of the mask say who is in it. */
export type Worth = (mask: number) => bigint

/**
 * Shares the difference between all players and none among them, each by the mean of what they add
 * over every order in which they could come (Shapley). Exact; in whole units that sum to the
 * difference, with the units that do not divide given to the largest remainders, the first where two are alike.
 */
export function shapley(players: number, worth: Worth): readonly bigint[] {
  const orders = factorial(players)
  const scaled = Array.from({ length: players }, (_, player) => {
    let sum = 0n
    for (let mask = 0; mask < 2 ** players; mask++) {
      if ((mask & (1 << player)) !== 0) continue
      const before = BigInt(bitsIn(mask))
      const weight = factorial(Number(before)) * factorial(players - Number(before) - 1)
      sum += weight * (worth(mask | (1 << player)) - worth(mask))
    }
    return sum
  })
  return inWholeUnits(scaled, orders)
}

function inWholeUnits(scaled: readonly bigint[], unit: bigint): readonly bigint[] {
  const floors = scaled.map((value) => floorOf(value, unit))
  const total = scaled.reduce((sum, value) => sum + value, 0n) / unit
  const missing = Number(total - floors.reduce((sum, value) => sum + value, 0n))
  const byRemainder = scaled
    .map((value, player) => ({ player, remainder: value - floorOf(value, unit) * unit }))
    .toSorted((a, b) => (a.remainder === b.remainder ? 0 : a.remainder > b.remainder ? -1 : 1))
  const lifted = new Set(byRemainder.slice(0, missing).map(({ player }) => player))
  return floors.map((value, player) => (lifted.has(player) ? value + 1n : value))
}

function floorOf(value: bigint, unit: bigint): bigint {
  const quotient = value / unit
  return value < 0n && quotient * unit !== value ? quotient - 1n : quotient
}

function factorial(n: number): bigint {
  return n <= 1 ? 1n : BigInt(n) * factorial(n - 1)
}

function bitsIn(mask: number): number {
  let count = 0
  for (let rest = mask; rest > 0; rest &= rest - 1) count++
  return count
}
