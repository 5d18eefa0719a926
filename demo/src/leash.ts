// Loaded into every child of the demo (--import): when the demo is gone, however it died, the pipe on stdin ends and the
// child stops cleanly instead of holding ports and folders for ever.
process.stdin.resume();
process.stdin.on('error', () => process.kill(process.pid, 'SIGTERM'));
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
