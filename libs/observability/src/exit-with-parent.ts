/** Ends this process, as SIGTERM would, when the one that started it has gone. Does nothing where it was started alone. */
export function exitWithParent(): void {
  if (process.channel) process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
