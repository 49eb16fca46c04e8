import { Fact, Facts } from '../../components/Facts.tsx';
import { instantOf, type Part } from './token-reading.ts';
import { timeWords } from './token-troubles.ts';

/** The members of a header or of claims: each value as it was written, times in words beside it. */
export function Members({ part, nowMs }: { part: Part; nowMs: number }) {
  if (part.members.length === 0) {
    return part.text === null || part.text.trim() === '' ? null : (
      <pre class="code-block">{part.text}</pre>
    );
  }
  return (
    <Facts>
      {part.members.map((member) => {
        const atMs = instantOf(member);
        return (
          <Fact
            key={member.name}
            term={member.name}
            words={member.text}
            caption={atMs === null ? null : timeWords(atMs, nowMs)}
          />
        );
      })}
    </Facts>
  );
}
