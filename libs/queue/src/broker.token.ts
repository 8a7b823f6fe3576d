/** The token under which Nest injects the process's Broker. */
export const BROKER = Symbol('broker');
