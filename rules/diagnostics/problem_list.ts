import { limits } from '../syntax/limits.ts'
import type { Span } from '../source.ts'
import type { SyntaxCode } from './catalogue_syntax.ts'
import type { Diagnostic } from './diagnostic.ts'

/** How a mistake is mended: in words, and in letters where there is one mend alone. */
export interface Mend {
  readonly help?: string
  readonly instead?: string
}

/** Gathers what one source gets wrong, up to the stated number. */
export class ProblemList {
  readonly #source: string
  readonly #found: Diagnostic[] = []
  #overflow: Diagnostic | undefined

  constructor(source: string) {
    this.#source = source
  }

  /** True once no further diagnostic will be listed, so that reading on is pointless. */
  get isFull(): boolean {
    return this.#overflow !== undefined
  }

  get isEmpty(): boolean {
    return this.#found.length === 0
  }

  add(code: SyntaxCode, start: number, end: number, message: string, mend?: string | Mend): void {
    if (this.isFull) return
    const span: Span = { source: this.#source, start, end: Math.max(start, end) }
    if (this.#found.length < limits.diagnostics) {
      this.#found.push({ code, severity: 'error', message, span, ...mendOf(mend) })
    } else {
      this.#overflow = {
        code: 'RATE103',
        severity: 'error',
        message: `Only the first ${limits.diagnostics} mistakes are listed.`,
        span,
        help: 'mend these and check again.',
      }
    }
  }

  /** All that was added, in the order of the source, the closing one last. */
  list(): readonly Diagnostic[] {
    const sorted = this.#found.toSorted((a, b) => a.span.start - b.span.start)
    return this.#overflow ? [...sorted, this.#overflow] : sorted
  }
}

/** Words alone are help. */
function mendOf(mend: string | Mend | undefined): Mend {
  if (typeof mend === 'string') return mend === '' ? {} : { help: mend }
  return mend ?? {}
}
