// Imported before anything written in TypeScript, which an older Node cannot read.
const neededMajor = 24

if (Number.parseInt(process.versions.node, 10) < neededMajor) {
  console.error(
    `This needs Node ${neededMajor} or newer; this is ${process.version}. Through npm (npm test, ` +
      'npm run check) the Node that `npm ci` installed is used on Linux and Windows; elsewhere, ' +
      `install Node ${neededMajor} from https://nodejs.org.`,
  )
  process.exit(1)
}
