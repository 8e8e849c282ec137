import type { IToken, TokenType } from 'chevrotain'
import type { SyntaxCode } from '../diagnostics/catalogue_syntax.ts'
import type { Mend } from '../diagnostics/problem_list.ts'
import { limits } from './limits.ts'
import { unquoted } from './token_words.ts'
import * as t from './tokens.ts'

interface TokenReading {
  /** What the grammar is to see; absent where it is better off without the token. */
  readonly type?: TokenType
  readonly problem?: { readonly code: SyntaxCode; readonly message: string; readonly mend?: Mend }
}

/** How to write what other languages or word processors write differently. */
const mends: Readonly<Record<string, string>> = {
  '==': 'write "is".',
  '!=': 'write "is not".',
  '<>': 'write "is not".',
  '=>': 'write ">=".',
  '=<': 'write "<=".',
  '&&': 'write "and".',
  '≥': 'write ">=".',
  '≤': 'write "<=".',
  '≠': 'write "is not".',
  '×': 'write "*".',
  '÷': 'write "/".',
  '–': 'write "-", or "to" for a range.',
  '—': 'write "-".',
  '$': 'write an amount as a bare number: the product states the currency.',
  ';': 'end a statement with its line.',
  ':': 'begin a block on the next line, indented.',
  '{': 'mark a block by indentation.',
  '}': 'mark a block by indentation.',
  "'": 'write a text in double quotes.',
}

/** Decides what the grammar sees of a lexed token, and what is wrong with it. */
export function readToken(token: IToken): TokenReading {
  const { image, tokenType } = token
  switch (tokenType) {
    case t.Name:
      return readName(image)
    case t.NumberText:
    case t.LimitText:
    case t.VersionText:
      return readNumber(image, tokenType)
    case t.DateText:
      return readDate(image)
    case t.GroupedDigits: {
      const message = `"${shorten(image)}" is read neither as one number nor as a list.`
      const bare = shorten(image.replaceAll(',', ''))
      const help = `write ${bare} for the number, or a space after each comma of a list.`
      return { type: t.NumberText, problem: { code: 'RATE113', message, mend: { help } } }
    }
    case t.Malformed: {
      const message = `"${shorten(image)}" is not a number, a limit or a date.`
      const help = /^\d[\d.]*-[\d.-]+$/.test(image)
        ? { mend: { help: 'write a subtraction with spaces around "-", a range with "to".' } }
        : {}
      return { problem: { code: 'RATE112', message, ...help } }
    }
    case t.UnclosedText:
      return {
        type: t.Text,
        problem: {
          code: 'RATE111',
          message: 'This text is not closed on its line.',
          mend: { help: 'end it with a quote mark.', instead: `${image.trimEnd()}"` },
        },
      }
    case t.OddlyQuoted:
      return {
        type: t.Text,
        problem: {
          code: 'RATE115',
          message: 'This text stands in typographic quotes.',
          mend: {
            help: 'put it in straight quotes: ".',
            instead: `"${unquoted(image)}"`,
          },
        },
      }
    case t.UnclosedCitation:
      return {
        type: t.CitationText,
        problem: {
          code: 'RATE114',
          message: 'This citation is not closed on its line.',
          mend: { help: 'end it with "]".', instead: `${image.trimEnd()}]` },
        },
      }
    case t.ForeignOperator:
    case t.Unknown: {
      const message = `"${shorten(printable(image))}" has no meaning in this language.`
      const help = mends[image] ?? mends[image.charAt(0)]
      const [, instead] = /^write "([^"]+)"\.$/.exec(mends[image] ?? '') ?? []
      const mend = { ...(help && { help }), ...(instead && { instead }) }
      return { problem: { code: 'RATE110', message, mend } }
    }
    default:
      return { type: tokenType }
  }
}

function readName(image: string): TokenReading {
  if (image.length <= limits.nameLength) return { type: t.wordTypes.get(image) ?? t.Name }
  const message = `A name may have ${limits.nameLength} letters, this one has ${image.length}.`
  return { problem: { code: 'RATE117', message } }
}

function readNumber(image: string, type: TokenType): TokenReading {
  if (image.length <= limits.numberLength) return { type }
  const message = `A number may have ${limits.numberLength} digits, this one has ${image.length}.`
  return { problem: { code: 'RATE117', message } }
}

function readDate(image: string): TokenReading {
  const [year = 0, month = 0, day = 0] = image.split('-').map(Number)
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  if (year > 0 && day >= 1 && day <= days) return { type: t.DateText }
  const message = `There is no date ${image}.`
  return { type: t.DateText, problem: { code: 'RATE116', message } }
}

function shorten(image: string): string {
  return image.length > 30 ? `${image.slice(0, 30)}…` : image
}

/** Control characters and halves of surrogate pairs, made visible. */
function printable(image: string): string {
  return image.replace(
    /[\p{C}]/gu,
    (char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  )
}
