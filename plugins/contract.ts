/** The version of this contract; a plugin that names another is refused at start. */
export const CONTRACT = 1

/** A product: the shape of a risk, declared once for all plans of its line. */
export interface ProductManifest {
  readonly kind: 'product'
  readonly contract: number
  /** The product's name in its source. */
  readonly id: string
  /** Relative to the plugin's folder. */
  readonly source: string
}

/** A rating plan of one product in one state. */
export interface PlanManifest {
  readonly kind: 'plan'
  readonly contract: number
  /** The plan's name in its source. */
  readonly id: string
  /** The product's id. */
  readonly product: string
  readonly source: string
  /** The law that the plan is held against, relative to the plugin's folder. */
  readonly regulation?: string
  /** The folder with the CSV files that the plan reads, relative to the plugin's folder. */
  readonly tables: string
  /** The IANA time zone whose calendar says what day it is in the state; UTC where none is given. */
  readonly timeZone?: string
}

export type PluginManifest = ProductManifest | PlanManifest

/** Returns the manifest as it is; it exists so that a `plugin.ts` is checked while it is written. */
export function definePlugin<const M extends PluginManifest>(manifest: M): M {
  return manifest
}
