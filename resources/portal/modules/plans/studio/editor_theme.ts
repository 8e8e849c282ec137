import { EditorView } from '@codemirror/view'

/** The editor in the portal's own tokens, so that light and dark follow by themselves. */
export const editorTheme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--size-13)',
    lineHeight: '1.55',
  },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '0.5rem' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    { backgroundColor: 'var(--arrival)' },
  '.cm-gutters': {
    border: '0',
    borderRight: '1px solid var(--line-soft)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink-faint)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--sunken)' },
  '.cm-foldPlaceholder': {
    border: '0',
    backgroundColor: 'var(--sunken)',
    color: 'var(--ink-soft)',
    paddingInline: '0.5rem',
  },
  '.cm-panels, .cm-tooltip': {
    border: '1px solid var(--line-firm)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    fontFamily: 'var(--font-text)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-diagnostic': { padding: '0.5rem 0.75rem', maxWidth: '34rem', whiteSpace: 'pre-line' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warn)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--line-firm)' },
  '.cm-diagnosticAction': {
    margin: '0.5rem 0 0',
    padding: '0.25rem 0.75rem',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
    fontFamily: 'var(--font-text)',
    cursor: 'pointer',
  },
  '.cm-button': {
    backgroundImage: 'none',
    border: '1px solid var(--line-firm)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
  },
  '.cm-textfield': {
    border: '1px solid var(--line-firm)',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-tint)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-tint)' },
})
