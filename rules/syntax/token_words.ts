import { type IToken } from 'chevrotain'
import * as t from './tokens.ts'

/** The content of a text token, whose closing quote may be missing. */
export function unquoted(image: string): string {
  const closed = image.length > 1 && /["\u201c\u201d]$/.test(image)
  return closed ? image.slice(1, -1) : image.slice(1)
}

/** Whether a token may stand where a name does, as contextual keywords may. */
export function isWord(token: IToken): boolean {
  return token.tokenType.CATEGORIES?.includes(t.Word) ?? false
}

/** The line that a token stands in, by its number; -1 where the layout gave it none. */
export function lineOf(token: IToken): number {
  return typeof token.payload === 'number' ? token.payload : -1
}

/** What stands where something else was expected, in words. */
export function found(token: IToken): string {
  if (token.tokenType === t.Newline) return 'the line ends'
  if (token.image === '') return 'the source ends'
  return `found ${token.tokenType === t.Text ? 'the text ' : ''}${named(token)}`
}

/** A token in quotes; a text has its own. */
export function named(token: IToken): string {
  return token.tokenType === t.Text ? shorten(token.image) : `"${shorten(token.image)}"`
}

/** The beginning of a text that is too long for a sentence. */
export function shorten(image: string): string {
  return image.length > 30 ? `${image.slice(0, 30)}…` : image
}
