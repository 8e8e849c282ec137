import type { IToken, TokenType } from 'chevrotain'
import * as t from './tokens.ts'

export type FileKind = 'product' | 'plan' | 'regulation'

/** How statements begin that stand at the margin and nowhere else; a star stands for any name. */
const shapes: Readonly<Record<FileKind, readonly (readonly TokenType[])[]>> = {
  product: [
    [t.Coverage, t.Of, t.Word],
    [t.Assume, t.For, t.A],
    [t.Check, t.Word, t.Dot],
  ],
  plan: [
    [t.Let, t.Word, t.Equals],
    [t.Let, t.Word, t.Is, t.One],
    [t.Let, t.Word, t.Of, t.Word],
    [t.Assign, t.Word, t.To],
    [t.Table, t.Word, t.By],
    [t.Rule, t.Word, t.Text],
    [t.Fee, t.Word, t.Text],
    [t.Fee, t.Word, t.NumberText],
    [t.Premium, t.Of, t.Each],
    [t.Premium, t.Of, t.Policy, t.Comma],
    [t.Discounts, t.Each],
    [t.Discounts, t.Of],
    [t.Remove, t.Word],
    [t.Replace, t.Step],
    [t.Insert, t.Before],
    [t.Insert, t.After],
    [t.Apply, t.Step],
    [t.Apply, t.Steps],
  ],
  regulation: [
    [t.Forbid],
    [t.Offer, t.Word],
    [t.Require, t.Word],
    [t.Ask, t.Word],
    [t.Discount, t.Word],
    [t.Notice, t.Text],
  ],
}
/** Statements whose line has nothing but these. */
const wholeLines: Readonly<Record<FileKind, readonly (readonly TokenType[])[]>> = {
  product: [],
  regulation: [],
  plan: [
    [t.Let, t.Word],
    [t.Rule, t.Word],
    [t.Premium, t.Of, t.Policy],
    [t.Total, t.Of, t.Policy],
    [t.Example, t.Text],
    [t.Adapt, t.Word],
  ],
}

/**
 * Whether the tokens of a line begin a statement of the margin beyond doubt. Two or three tokens
 * decide, because each of these words may be a name inside a block.
 */
export function beginsAtMargin(kind: FileKind, line: readonly IToken[]): boolean {
  const matches = (shape: readonly TokenType[]) =>
    shape.every((type, index) => isOfType(line[index], type))
  return (
    shapes[kind].some(matches) ||
    wholeLines[kind].some((shape) => line.length === shape.length && matches(shape))
  )
}

/** Judges by the word as written, since the lexer knows names only. */
function isOfType(token: IToken | undefined, type: TokenType): boolean {
  if (!token) return false
  const written =
    token.tokenType === t.Name ? (t.wordTypes.get(token.image) ?? t.Name) : token.tokenType
  return written === type || (written.CATEGORIES?.includes(type) ?? false)
}
