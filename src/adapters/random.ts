/** Gives bytes that nobody can guess. */
export interface Random {
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** A random UUID. */
  id(): string;
}

export const systemRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  id: () => crypto.randomUUID(),
};
