/** Cuts a list into runs: neighbours that are `alike` stand together, any other item alone. */
export function runsOf<T extends { readonly kind: string }>(
  items: readonly T[],
  alike: (item: T) => boolean
): readonly (readonly T[])[] {
  const runs: T[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    const [first] = run ?? []
    if (run && first && first.kind === item.kind && alike(first) && alike(item)) run.push(item)
    else runs.push([item])
  }
  return runs
}
