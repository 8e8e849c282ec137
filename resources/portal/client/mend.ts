/** A place in a text, counted from 1. */
interface Place {
  readonly line: number
  readonly column: number
}

/** A mend that the compiler offers: edits of the texts. */
export interface Mend {
  readonly title: string
  readonly edits: readonly {
    readonly file: string
    readonly range: { readonly from: Place; readonly to: Place }
    readonly text: string
  }[]
}
