/** What the keyboard does in the wizard. */
export interface WizardKeys {
  readonly next: () => void
  readonly back: () => void
  readonly undo: () => void
  readonly redo: () => void
  readonly finish: () => void
}

const FIELDS = 'input:not([disabled]), select:not([disabled])'

/** Enter goes to the next answer and behind the last to the next step, Alt with an arrow from step to step; Ctrl-Z takes back, Ctrl-Enter makes the quote. */
export function onWizardKey(event: KeyboardEvent, form: HTMLElement, keys: WizardKeys): void {
  const act = actionOf(event, form, keys)
  if (!act) return
  event.preventDefault()
  act()
}

function actionOf(event: KeyboardEvent, form: HTMLElement, keys: WizardKeys): (() => void) | null {
  const { key, altKey, shiftKey, target } = event
  const isCommand = event.ctrlKey || event.metaKey
  if (altKey && !isCommand) {
    if (key === 'ArrowRight') return keys.next
    if (key === 'ArrowLeft') return keys.back
    return null
  }
  if (isCommand) {
    const letter = key.toLowerCase()
    if (letter === 'z') return shiftKey ? keys.redo : keys.undo
    if (letter === 'y') return keys.redo
    return key === 'Enter' ? keys.finish : null
  }
  if (key !== 'Enter' || !(target instanceof HTMLElement) || !target.matches(FIELDS)) return null
  return () => focusAfter(target, form, keys.next)
}

function focusAfter(field: HTMLElement, form: HTMLElement, whenLast: () => void): void {
  const fields = [...form.querySelectorAll<HTMLElement>(FIELDS)]
  const next = fields[fields.indexOf(field) + 1]
  if (!next) return whenLast()
  next.focus()
  if (next instanceof HTMLInputElement) next.select()
}
