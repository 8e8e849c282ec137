import { PlanSchema } from '#database/schema'

/** A rating plan by its name in the source; its rates are in its versions. */
export default class Plan extends PlanSchema {}
