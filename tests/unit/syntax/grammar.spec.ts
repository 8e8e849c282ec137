import { NonTerminal, Terminal, type IProduction, type TokenType } from 'chevrotain'
import { test } from '@japa/runner'
import { RateParser } from '#rules/syntax/rate_parser'
import { grammarTypes, Name, wordTypes, Word, CellPart } from '#rules/syntax/tokens'

/** Every token type and every rule that some rule of the grammar names. */
function usedByRules(): { tokens: Set<TokenType>; rules: Set<string>; all: readonly string[] } {
  const productions = new RateParser().getGAstProductions()
  const tokens = new Set<TokenType>()
  const rules = new Set<string>()
  const visit = (production: IProduction): void => {
    if (production instanceof Terminal) tokens.add(production.terminalType)
    else if (production instanceof NonTerminal) rules.add(production.nonTerminalName)
    else if ('definition' in production && Array.isArray(production.definition)) {
      production.definition.forEach(visit)
    }
  }
  for (const rule of Object.values(productions)) rule.definition.forEach(visit)
  return { tokens, rules, all: Object.keys(productions) }
}

test.group('Grammar', () => {
  test('is without ambiguity, left recursion and empty loops', ({ assert }) => {
    assert.doesNotThrow(() => new RateParser({ isJudged: true }))
  })

  test('every token is used by some rule of its own accord', ({ assert }) => {
    const { tokens } = usedByRules()
    const unused = grammarTypes.filter((type) => !tokens.has(type)).map(({ name }) => name)
    // A name that is no word of the language is read as any word; "all" stands in cells alone.
    assert.deepEqual(unused, [Name.name, 'Reserved_all'])
  })

  test('every rule but the three files is used by another', ({ assert }) => {
    const { rules, all } = usedByRules()
    assert.sameMembers(
      all.filter((rule) => !rules.has(rule)),
      ['productFile', 'planFile', 'regulationFile']
    )
  })

  test('every word of the language is a token that may stand in a cell', ({ assert }) => {
    for (const [word, type] of wordTypes) {
      assert.include(type.CATEGORIES ?? [], CellPart, word)
    }
  })

  test('a name is a word, and no mark of layout is one', ({ assert }) => {
    const words = grammarTypes.filter((type) => type.CATEGORIES?.includes(Word))
    assert.include(words, Name)
    assert.notIncludeMembers(
      words.map(({ name }) => name),
      ['Newline', 'Indent', 'Dedent', 'Bar']
    )
  })
})
