/** Something that the search can do or open besides finding quotes. */
export interface ShellAction {
  readonly title: string
  readonly to: string
  /** Other words by which one looks for it. */
  readonly words: string
}

const ACTIONS: readonly ShellAction[] = [
  { title: 'New quote', to: '/quotes/new', words: 'create make start begin quick' },
  { title: 'Quotes', to: '/quotes', words: 'list drafts' },
  { title: 'Plans', to: '/plans', words: 'rates tables versions' },
]

/** The actions that a text may mean: each of its words begins one of theirs; all of them for no text. */
export function actionsFor(text: string): readonly ShellAction[] {
  const said = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return ACTIONS.filter(({ title, words }) => {
    const own = `${title} ${words}`.toLowerCase().split(' ')
    return said.every((word) => own.some((each) => each.startsWith(word)))
  })
}
