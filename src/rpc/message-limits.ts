/** More than any page sends (the largest is a backup), and little enough to be gone through at once. */
const LIMITS = { characters: 25_000_000, values: 200_000, depth: 32 };

/**
 * Whether a message is small enough to be looked at more closely: its text and names together, its
 * values, and how deep they lie. Goes by a list, not by calling itself, so that no depth overflows.
 */
export function isWithinLimits(message: unknown): boolean {
  const left = { characters: LIMITS.characters, values: LIMITS.values };
  const waiting = [{ value: message, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    left.values -= 1;
    if (typeof value === 'string') left.characters -= value.length;
    if (left.values < 0 || left.characters < 0 || depth > LIMITS.depth) return false;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, child] of Object.entries(value)) {
      left.characters -= name.length;
      waiting.push({ value: child, depth: depth + 1 });
    }
  }
  return true;
}
