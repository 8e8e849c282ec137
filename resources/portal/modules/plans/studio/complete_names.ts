import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { wordTypes } from '#rules/syntax/tokens'
import type { DeclaredName } from './names_in_texts.ts'

const KINDS: Readonly<Record<string, string>> = {
  table: 'class',
  let: 'variable',
  constant: 'constant',
  field: 'property',
  coverage: 'enum',
  entity: 'type',
}

/** Completes a name that the plan or its product declares, or a word of the language; after `driver.` the driver's fields alone. */
export function completeNames(names: () => readonly DeclaredName[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const written = context.matchBefore(/[\w.-]*/)
    if (!written || (written.from === written.to && !context.explicit)) return null
    const dot = written.text.lastIndexOf('.')
    const owner = dot === -1 ? null : written.text.slice(0, dot)
    const offered = names().filter(({ of }) => (owner === null ? true : of === owner))
    const words = owner === null ? [...wordTypes.keys()].map(asWord) : []
    return {
      from: written.from + dot + 1,
      options: [...offered.map(asOption), ...words],
      validFor: /^[\w-]*$/,
    }
  }
}

function asOption({ name, kind, title, of }: DeclaredName): Completion {
  const detail = of === null ? kind : `${kind} of ${of}`
  return { label: name, type: KINDS[kind] ?? 'text', detail, info: title || detail, boost: 1 }
}

function asWord(word: string): Completion {
  return { label: word, type: 'keyword' }
}
