/** Something the person at the terminal can fix: shown as its message, without a stack. */
export class StartupProblem extends Error {
  override name = 'StartupProblem'
}
