/** How long a price holds that nothing else ends. */
const expiry: {
  /** In days from its rating. */
  readonly daysOpen: number
  /**
   * The reports that a price rests on (driving record, prior claims, insurance score): the date question of the
   * policy that says when they were ordered, and for how many days they are good. Where a product does not ask, or
   * nobody answered, they count as ordered when the quote was rated.
   */
  readonly reports: { readonly orderedOn: string; readonly daysGood: number }
} = { daysOpen: 30, reports: { orderedOn: 'reports_ordered_on', daysGood: 60 } }

export default expiry
