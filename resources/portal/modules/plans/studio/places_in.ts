/** A piece of a sentence; where it names a line of a file, which. */
export interface SentencePart {
  readonly text: string
  readonly file: string | null
  readonly line: number
}

/** A sentence cut at the places that it names, such as `base_rate.csv:12` or `plan.rate line 40`, of files that there are. */
export function placesIn(sentence: string, files: readonly string[]): readonly SentencePart[] {
  const parts: SentencePart[] = []
  let at = 0
  for (const found of sentence.matchAll(/([\w./-]+\.(?:rate|csv))(?::|,? line )(\d{1,6})/g)) {
    const [text, name = '', line = '1'] = found
    const file = files.find((each) => each === name || each.endsWith(`/${name}`))
    if (file === undefined) continue
    parts.push({ text: sentence.slice(at, found.index), file: null, line: 0 })
    parts.push({ text, file, line: Number(line) })
    at = found.index + text.length
  }
  return [...parts, { text: sentence.slice(at), file: null, line: 0 }].filter(
    ({ text }) => text !== ''
  )
}
