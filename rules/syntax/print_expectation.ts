import type { ExpectDecl, ExpectedMove } from './ast.ts'
import { alignColumns } from './columns.ts'
import { citationText, names, words, type Draft } from './draft.ts'

/** Expectations one below the other, their citations in a common column. */
export function draftExpectations(expectations: readonly ExpectDecl[]): readonly Draft[] {
  const texts = alignColumns(
    expectations.map(({ says, citation }) => [`expect ${saysText(says)}`, citationText(citation)])
  )
  return expectations.map(({ span }, at) => ({
    text: texts[at] ?? '',
    depth: 0,
    start: span.start,
  }))
}

function saysText(says: ExpectDecl['says']): string {
  if (says.kind === 'never_less') {
    const stays = says.stays ? `while ${says.stays.name} stays` : ''
    return words(says.moves.map(moveText).join(', '), 'never costs less', stays)
  }
  const { entity, carrying, low, high } = says
  const carried = carrying.length > 0 ? `with ${names(carrying)}` : ''
  const range = `between ${low.text} and ${high.text} a year`
  return words(`mean of each ${entity.name}`, carried, range)
}

function moveText({ direction, entity, name, but }: ExpectedMove): string {
  const path = entity ? `${entity.name}.${name.name}` : name.name
  return words(direction, path, but.length > 0 ? `but ${names(but)}` : '')
}
