/**
 * Ends this process in good order when the parent that started it with an IPC channel is gone, even by
 * SIGKILL: the kernel closes the channel. Does nothing in a process that was started alone.
 */
export function exitWithParent(): void {
  if (process.connected === undefined) return;
  const end = (): void => void process.kill(process.pid, 'SIGTERM');
  if (!process.connected) return end(); // the parent died while we were loading
  process.once('disconnect', end);
  process.channel?.unref(); // a listener holds the event loop; it shall not keep a process that has finished
}
