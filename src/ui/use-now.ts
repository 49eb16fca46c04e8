import { useEffect, useState } from 'preact/hooks';

/** The time (epoch milliseconds), looked at again every `stepMs`; stands still while `stepMs` is `null`. */
export function useNow(stepMs: number | null): number {
  const [nowMs, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (stepMs === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs]);
  return nowMs;
}
