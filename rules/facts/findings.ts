import type { FactError } from '../rating/worksheet.ts'
import type { FactPath } from './fact_path.ts'

const MAX_ERRORS = 100
const MAX_SHOWN = 60

/** Collects what is wrong, in the order found: at most 100 errors, and where they lie. */
export class Findings {
  readonly errors: FactError[] = []
  readonly #pointers = new Set<string>()

  get isFull(): boolean {
    return this.errors.length >= MAX_ERRORS
  }

  add(place: FactPath, code: string, message: string, help: string | null = null): void {
    if (this.isFull) return
    this.errors.push({ path: place.path, pointer: place.pointer, code, message, help })
    this.#pointers.add(place.pointer)
  }

  /** Whether exactly this place is wrong. */
  has(place: FactPath): boolean {
    return this.#pointers.has(place.pointer)
  }
}

/** A value as a message shows it: short, and a list or an object by its kind. */
export function shown(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value !== 'string') return String(value)
  return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value)
}

/** Choices as a help lists them. */
export function oneOf(choices: readonly (string | number)[]): string {
  return `One of ${choices.join(', ')}.`
}

/** Whether the value is an object as JSON makes them, neither a list nor an instance of a class. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** The value under the object's own key, or undefined. */
export function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

/** The objects among the elements of a list. */
export function records(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}
