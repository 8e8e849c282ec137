import {
  foldService,
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
} from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { tags } from '@lezer/highlight'
import { isReserved, wordTypes } from '#rules/syntax/tokens'

/** The words that begin a statement or a clause, at the beginning of a line. */
const OPENS_LINE = /^\s*$/

/** Our language by the words of its own lexer: what may be a name is one, unless it begins its line. */
const language = StreamLanguage.define({
  name: 'rate',
  token(stream) {
    const isFirst = OPENS_LINE.test(stream.string.slice(0, stream.pos))
    if (stream.eatSpace()) return null
    if (stream.match(/^#.*/)) return 'comment'
    if (stream.match(/^"[^"]*"?/)) return 'string'
    const touches = /\w/.test(stream.string.charAt(stream.pos - 1))
    if (!touches && stream.match(/^\[[^\]]*\]?/)) return 'meta'
    if (stream.match(/^\d{4}-\d{2}-\d{2}/) || stream.match(/^\d+(?:[./]\d+)*\w*/)) return 'number'
    if (stream.match(/^yes\/no\b/)) return 'typeName'
    const word = stream.match(/^[A-Za-z_]\w*(?:-\w+)*/)
    if (Array.isArray(word)) {
      const type = wordTypes.get(word[0])
      if (!type) return /^[A-Z]/.test(word[0]) ? 'typeName' : 'variableName'
      return isReserved(type) || isFirst ? 'keyword' : 'modifier'
    }
    stream.next()
    return 'operator'
  },
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['(', '[', '"'] } },
})

/** A statement folds to its first line: what is indented below it. */
const folding = foldService.of((state, start) => {
  const first = state.doc.lineAt(start)
  if (/^\s|^$|^#/.test(first.text)) return null
  let end = first.to
  for (let number = first.number + 1; number <= state.doc.lines; number++) {
    const { text, to } = state.doc.line(number)
    if (text.trim() === '') continue
    if (!/^\s/.test(text)) break
    end = to
  }
  return end > first.to ? { from: first.to, to: end } : null
})

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.modifier, color: 'var(--accent)' },
  { tag: tags.comment, color: 'var(--ink-faint)', fontStyle: 'italic' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: tags.number, color: 'var(--warn)' },
  { tag: tags.meta, color: 'var(--ink-faint)' },
  { tag: tags.typeName, color: 'var(--ink)', fontWeight: '600' },
  { tag: tags.operator, color: 'var(--ink-soft)' },
])

/** Colours and folding of `.rate` texts. */
export const rateLanguage: Extension = [language, folding, syntaxHighlighting(colours)]
