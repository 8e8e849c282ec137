import type { EntityFacts, Facts, ProductShape, Random, Worksheet } from '#rules/index'

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
  /** What is typical of a risk, for `book:generate`; without it all answers are equally likely. */
  readonly book?: DrawRisk
  /** What may be offered beside what was asked for, in every state. */
  readonly offers?: Offers
  /** A coverage's term as a document words it: `$50,000 each person`; the bare value where it gives none. */
  readonly wordTerm?: (coverage: string, term: string, value: string) => string | undefined
}

/** A countrywide plan: what the plans of states extend. It rates nothing by itself. */
export interface BaseManifest {
  readonly kind: 'base'
  readonly contract: number
  /** The plan's name in its source. */
  readonly id: string
  /** The product's id. */
  readonly product: string
  readonly source: string
  /** The folder with the CSV files that the plan reads, relative to the plugin's folder. */
  readonly tables: string
}

/** A rating plan of one product in one state. */
export interface PlanManifest {
  readonly kind: 'plan'
  readonly contract: number
  /** The plan's name in its source. */
  readonly id: string
  /** The product's id. */
  readonly product: string
  /** The id of the countrywide plan that it extends, as its source says too. */
  readonly extends?: string
  readonly source: string
  /** The law that the plan is held against, relative to the plugin's folder. */
  readonly regulation?: string
  /** The folder with the CSV files that the plan reads, relative to the plugin's folder. */
  readonly tables: string
  /** The IANA time zone whose calendar says what day it is in the state; UTC where none is given. */
  readonly timeZone?: string
  /** What the state's documents say beside the figures. */
  readonly paperwork?: Paperwork
  /** What is typical of the state, for `book:generate`. */
  readonly book?: BookMarket
  /** What may be offered in this state alone, after what the product offers. */
  readonly offers?: Offers
}

/** What may be offered for a risk beside what was asked for; what a plan doesn't have is passed over. */
export interface Offers {
  readonly packages?: readonly OfferedPackage[]
  readonly levers?: readonly OfferedLever[]
  /**
   * What a quick quote assumes where nothing is said, by `entity.field`, or `entity.coverages.NAME` with
   * its terms; after what the product's source assumes for the policy.
   */
  readonly assumes?: Readonly<Record<string, Assumed>>
  /** The package whose coverages a quick quote takes where none are named. */
  readonly assumesPackage?: string
  /**
   * What a VIN answers of the thing that has it, by field, where nobody did; a VIN that no list knows has
   * answers too, by the plan's own rule. A plan's own takes the place of its product's.
   */
  readonly byVin?: (decoded: DecodedVin) => Readonly<Record<string, AnswerByVin>>
  /** The coverages whose terms a customer may well choose otherwise to pay less. */
  readonly termsOf?: readonly string[]
}

/** What a VIN says of a vehicle. */
export interface DecodedVin {
  readonly year: number
  /** As NHTSA writes them; null where its list does not know this one. */
  readonly make: string | null
  readonly model: string | null
}

/** An answer that follows from a VIN, and why: "2003 Honda Accord by its VIN". */
export interface AnswerByVin {
  readonly value: string | number | boolean
  readonly because: string
}

/** An answer that is assumed, or the terms of a coverage. */
export type Assumed = string | number | boolean | Readonly<Record<string, string | number>>

/** One choice of all coverages at once, such as good, better and best. */
export interface OfferedPackage {
  readonly name: string
  readonly title: string
  /**
   * By coverage: null leaves it out where the state lets it; else for each term the place among the
   * choices that the state allows, from 0, or from -1 backwards from the last. Others stay as they are.
   */
  readonly covers: Readonly<Record<string, null | Readonly<Record<string, number>>>>
}

/**
 * An answer that a customer can choose to give, to pay less. Who they are, where they live and what
 * happened to them is not chosen, and a field that the product marks as sensitive is refused.
 */
export interface OfferedLever {
  /** `entity.field`, as `policy.paid_in_full`. */
  readonly field: string
  /** The answer; or the date that another answer gives. */
  readonly to: string | number | boolean | { readonly on: string }
  /** What to do: "Pay the term in full". */
  readonly title: string
}

/** What accompanies a policy of a plan: forms that are part of it, and what the law wants to be told. */
export interface Paperwork {
  readonly forms: readonly {
    readonly number: string
    readonly title: string
    /** Absent: always. */
    readonly applies?: (worksheet: Worksheet) => boolean
  }[]
  readonly notices: readonly {
    readonly title: string
    /** Paragraphs with an empty line between them; with `without`, `{amount}` stands for how much less that would cost. */
    readonly text: string
    readonly citation: string
    readonly applies?: (worksheet: Worksheet) => boolean
    /** The same risk but for one thing, such as its accidents: the notice is told where it would cost less so. */
    readonly without?: (facts: Facts) => Facts
  }[]
  /** A later version of a quote says why its price is not that of the one before, where it differs by more. */
  readonly premiumChange?: {
    readonly title: string
    readonly citation: string
    readonly abovePercent: number
  }
  /** What the least cover that the law lets one buy would cost, item by item. */
  readonly leastCover?: {
    readonly title: string
    readonly text: string
    readonly citation: string
    /** The coverages of each insured thing, with their terms, as facts have them. */
    readonly coverages: Readonly<Record<string, Readonly<Record<string, string | number>>>>
  }
}

/** Whether any part of the risk carries the coverage. */
export function carries({ sections }: Worksheet, coverage: string): boolean {
  return sections.some(({ premiums }) => premiums.some((each) => each.coverage === coverage))
}

/**
 * Draws what is typical of a risk. A field that it gives as undefined is left out; a field, a list
 * or coverages that it doesn't speak of are made at random from the shape. The same stream gives the
 * same risk.
 */
export type DrawRisk = (
  random: Random,
  frame: {
    /** The product as the state's plan adapts it. */
    readonly shape: ProductShape
    /** The first day of cover that the book has. */
    readonly firstDay: string
  }
) => DrawnFacts

/** Some of the facts of a risk. */
export interface DrawnFacts {
  readonly policy: DrawnEntity
  readonly [list: string]: DrawnEntity | readonly DrawnEntity[]
}

export type DrawnEntity = Readonly<Record<string, EntityFacts[string] | undefined>>

/** What is typical of one state's risks. */
export interface BookMarket {
  /** How the answers to a question are spread, by `entity.field`; they replace what was drawn. */
  readonly answers?: Readonly<Record<string, Spread>>
  /** Makes a drawn risk agree with itself: such as a rejection in writing where a cover is left out. */
  readonly settle?: (facts: Facts, random: Random) => Facts
}

/** How often each answer is given: weights of the answers, or the rows of a table of the plan. */
export type Spread =
  | { readonly weights: Readonly<Record<string, number>> }
  | {
      /** The file among the plan's tables, and the column that holds the answers. */
      readonly file: string
      readonly column: string
      /** The column that the weights speak of; those with one value share its weight equally. */
      readonly by: string
      readonly weights: Readonly<Record<string, number>>
      /** The weight of a value that `weights` doesn't name. */
      readonly otherwise: number
    }

export type PluginManifest = ProductManifest | BaseManifest | PlanManifest

/** Returns the manifest as it is; it exists so that a `plugin.ts` is checked while it is written. */
export function definePlugin<const M extends PluginManifest>(manifest: M): M {
  return manifest
}
