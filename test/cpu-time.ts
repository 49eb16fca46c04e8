/**
 * How much this process has worked so far, in milliseconds: what a hang is measured by, because a
 * clock on the wall also counts what other programs did meanwhile.
 */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
