/** A clock that moves only when told to. */
export interface StoppedClock {
  readonly now: () => number;
  advance(ms: number): void;
  setTo(iso: string): void;
}

export function createStoppedClock(iso = '2026-03-04T05:06:07.000Z'): StoppedClock {
  let ms = Date.parse(iso);
  return {
    now: () => ms,
    advance(by) {
      ms += by;
    },
    setTo(other) {
      ms = Date.parse(other);
    },
  };
}
