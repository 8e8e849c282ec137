/** What the work gave, with the seconds that it took. */
export async function timed<Result extends object>(
  work: () => Result | Promise<Result>
): Promise<Result & { readonly seconds: number }> {
  const before = performance.now()
  const result = await work()
  return { ...result, seconds: (performance.now() - before) / 1000 }
}
