import type { CheckCode } from '../diagnostics/catalogue_check.ts'
import type { LawCode } from '../diagnostics/catalogue_law.ts'
import type { Diagnostic, RelatedPlace } from '../diagnostics/diagnostic.ts'
import { suggest } from '../diagnostics/suggestion.ts'
import type { Span } from '../source.ts'

interface Extra {
  readonly help?: string | undefined
  readonly instead?: string | undefined
  readonly related?: readonly RelatedPlace[] | undefined
}

/** More findings than anyone reads at once; the rest waits for the next compilation. */
const MAX_DIAGNOSTICS = 200

/** Collects what the checks find; the same code at the same place with the same words is kept once. */
export class Report {
  readonly #found = new Map<string, Diagnostic>()
  #failed = false

  get diagnostics(): readonly Diagnostic[] {
    return [...this.#found.values()]
  }

  /** Whether there was an error: warnings alone leave a plan publishable. */
  get failed(): boolean {
    return this.#failed
  }

  error(code: CheckCode | LawCode, span: Span, message: string, extra: Extra = {}): null {
    this.#failed = true
    return this.#add(code, 'error', span, message, extra)
  }

  /** The error of a `name` that there is none of; asks for the nearest of the `known` ones, which is its mend. */
  unknown(
    code: CheckCode | LawCode,
    { name, span }: { readonly name: string; readonly span: Span },
    message: string,
    known: Iterable<string>,
    help?: string
  ): null {
    const instead = suggest(name, known)
    const hint = instead === undefined ? '' : `. Did you mean "${instead}"?`
    return this.error(code, span, `${message}${hint}`, { help, instead })
  }

  warning(code: CheckCode | LawCode, span: Span, message: string, extra: Extra = {}): null {
    return this.#add(code, 'warning', span, message, extra)
  }

  note(code: CheckCode | LawCode, span: Span, message: string, extra: Extra = {}): null {
    return this.#add(code, 'note', span, message, extra)
  }

  #add(
    code: CheckCode | LawCode,
    severity: Diagnostic['severity'],
    span: Span,
    message: string,
    { help, related, instead }: Extra
  ): null {
    const sentence = capital(ended(message))
    const key = `${code} ${span.source} ${span.start} ${sentence}`
    if (this.#found.size >= MAX_DIAGNOSTICS || this.#found.has(key)) return null
    this.#found.set(key, {
      code,
      severity,
      message: sentence,
      span,
      ...(related ? { related } : {}),
      ...(help ? { help: ended(help) } : {}),
      ...(instead === undefined ? {} : { instead }),
    })
    return null
  }
}

function ended(sentence: string): string {
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
