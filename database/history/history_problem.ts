/** A life of the history that can't be led as it was planned: its message says what stood in the way. */
export class HistoryProblem extends Error {
  override readonly name = 'HistoryProblem'
}
