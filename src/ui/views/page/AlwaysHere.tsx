import { useState } from 'preact/hooks';
import type { OutputOf } from '../../../rpc/contract.ts';
import { CheckField } from '../../components/CheckField.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { useAsk } from '../../use-ask.ts';

/** The switch for the site in the tab, with what it means before the browser asks. */
export function AlwaysHere({ standing }: { standing: OutputOf<'page.standing'> }) {
  const { program } = useProgram();
  const { failure, ask } = useAsk('page.set-always');
  const [refused, setRefused] = useState(false);
  const { site, pattern, always, preset } = standing;
  if (site === null || pattern === null) return null;
  if (preset) return <p class="quiet">Your organisation has this site looked through always.</p>;

  async function choose(on: boolean, own: string): Promise<void> {
    // First the wish, for the browser's question closes the popup; and nothing before the question.
    const noted = ask({ pattern: own, on });
    const allowed = on ? await program.world.gesture.requestHosts([own]).catch(() => false) : true;
    await noted;
    setRefused(!allowed);
    if (!allowed) await ask({ pattern: own, on: false });
    await program.refresh();
  }

  return (
    <>
      <CheckField
        isSwitch
        label="Always on this site"
        checked={always}
        help={
          always
            ? `Numbers and links on ${site} are marked. Click one, or press Alt+Enter on it.`
            : `Marks session keys and Webex links whenever you open ${site}. The browser will ask whether Latchkey may read that site. Nothing is sent anywhere until you choose one.`
        }
        error={refused ? `The browser does not allow ${site}.` : undefined}
        onChange={(on) => void choose(on, pattern)}
      />
      {failure && <FailureNote failure={failure} />}
    </>
  );
}
