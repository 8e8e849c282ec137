import { ref } from 'vue'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEY = 'ratewright.theme'

/** The theme this browser keeps; `system` follows the machine. */
export const theme = ref<Theme>('system')

/** Brings back the theme chosen last on this browser. */
export function applyStoredTheme(): void {
  const stored = localStorage.getItem(KEY)
  setTheme(THEMES.find((known) => known === stored) ?? 'system')
}

/** Shows the portal in this theme and remembers it. */
export function setTheme(chosen: Theme): void {
  theme.value = chosen
  localStorage.setItem(KEY, chosen)
  if (chosen === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = chosen
}
