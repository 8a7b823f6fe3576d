/** Ends this process in good order when the npm that started it is gone. */
export function endWithNpm(): void;
