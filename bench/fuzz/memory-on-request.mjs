/**
 * Preloaded into a process of the product, with --expose-gc: tells what it holds once everything is collected
 * that can be.
 */
process.on('message', () => {
  globalThis.gc();
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({ rss, heapUsed });
});
process.channel?.unref(); // it must not keep the process alive
