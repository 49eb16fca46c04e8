/** Lets one task at a time through, across every context of the extension. */
export interface Locks {
  exclusive<T>(name: string, task: () => Promise<T>): Promise<T>;
  /** Runs the task only if nobody holds the lock; `null` when somebody does. */
  ifFree<T>(name: string, task: () => Promise<T>): Promise<T | null>;
  isHeld(name: string): Promise<boolean>;
}

export const webLocks: Locks = {
  exclusive: (name, task) => navigator.locks.request(name, task),
  ifFree: (name, task) =>
    navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock === null ? null : task())),
  isHeld: async (name) => {
    const { held } = await navigator.locks.query();
    return held?.some((lock) => lock.name === name) ?? false;
  },
};
