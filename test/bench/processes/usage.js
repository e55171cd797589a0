// Imported before a program that is measured: tells whoever started it what it has used, and ends with it.
process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send({ microseconds: user + system, bytes: process.memoryUsage.rss() });
});
process.on('disconnect', () => {
  // `serve` has its own way to end, and takes no other.
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit();
});
