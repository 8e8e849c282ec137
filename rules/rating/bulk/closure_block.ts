/** A statement; goes on where it gives `GO_ON`. */
export type Run = () => number

export const GO_ON = 0

/** Statements one after the other until one does not go on; eight by eight, which costs less than to go through a list. */
export function inOrder(runs: readonly Run[]): Run {
  const nothing = () => GO_ON
  if (runs.length > 8) {
    const size = 8 ** Math.ceil(Math.log(runs.length) / Math.log(8) - 1)
    const parts = Array.from({ length: Math.ceil(runs.length / size) }, (_, at) =>
      inOrder(runs.slice(at * size, (at + 1) * size))
    )
    return inOrder(parts)
  }
  const [a = nothing, b, c, d, e, f, g, h] = runs
  if (!b) return a
  if (!c) return () => a() || b()
  if (!d) return () => a() || b() || c()
  if (!e) return () => a() || b() || c() || d()
  if (!f) return () => a() || b() || c() || d() || e()
  if (!g) return () => a() || b() || c() || d() || e() || f()
  if (!h) return () => a() || b() || c() || d() || e() || f() || g()
  return () => a() || b() || c() || d() || e() || f() || g() || h()
}
