// Stands in for Electron's parent port, so that Node alone runs the built host process: prints what it would tell.
// JavaScript, because stripping types from this file would count towards the start that is measured.
process.parentPort = {
  on: () => {},
  postMessage: ({ type }) => process.stdout.write(`${type}\n`),
};
