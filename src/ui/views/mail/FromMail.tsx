import { MailOpen } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import type { CredentialSummary } from '../../../domain/credential.ts';
import type { ProviderCard } from '../../../domain/provider-card.ts';
import type { MailFilling } from '../../activation-mail/mail-findings.ts';
import { Button } from '../../components/Button.tsx';
import { lazily } from '../../lazily.tsx';
import { useProgram } from '../../ProgramProvider.tsx';
import { listWords } from './mail-words.ts';

const MailRegion = lazily(() => import('./MailRegion.tsx').then((each) => each.MailRegion));

/** A mail that was pasted into a field, and the field's label. */
export interface MistakenMail {
  text: string;
  field: string;
}

/** Whether a mail is being read, and one that was pasted elsewhere. Its text goes when that ends. */
export interface MailOpening {
  open: boolean;
  given: MistakenMail | null;
  /** What was filled in by the last mail, by its labels. */
  filled: readonly string[];
  begin(): void;
  end(filled: readonly string[]): void;
  /** Reads a mail that was pasted into one of the form's fields; `null`: none was. */
  notice(mistaken: MistakenMail | null): void;
}

/** `wanted`: whether somebody came to paste a mail. */
export function useFromMail(wanted: boolean): MailOpening {
  const [open, setOpen] = useState(wanted);
  const [given, setGiven] = useState<MistakenMail | null>(null);
  const [filled, setFilled] = useState<readonly string[]>([]);
  return {
    open,
    given,
    filled,
    begin: () => setOpen(true),
    end: (labels) => {
      setOpen(false);
      setGiven(null);
      setFilled(labels);
    },
    notice: (mistaken) => {
      if (mistaken === null) return;
      setGiven(mistaken);
      setOpen(true);
    },
  };
}

interface FromMailProps {
  mail: MailOpening;
  cards: readonly ProviderCard[];
  /** The key that is edited; `null` for a new one. */
  stored: CredentialSummary | null;
  onFill: (filling: MailFilling) => void;
}

/** Fills the form of a key out of the mail that brought it. */
export function FromMail({ mail, cards, stored, onFill }: FromMailProps) {
  const { program } = useProgram();
  const { open, given, filled, begin, end } = mail;
  const row = useRef<HTMLDivElement>(null);
  function use(filling: MailFilling) {
    end(filling.labels);
    onFill(filling);
    program.say(filledWords(filling.labels));
  }
  function close() {
    end([]);
    row.current?.querySelector('button')?.focus();
  }
  return (
    <>
      <div class="actions" ref={row}>
        <Button icon={MailOpen} expanded={open} onClick={open ? close : begin}>
          Paste activation email
        </Button>
      </div>
      {open && (
        <MailRegion
          cards={cards}
          stored={stored}
          given={given?.text ?? ''}
          mistaken={given?.field ?? null}
          onUse={use}
          onClose={close}
        />
      )}
      {filled.length > 0 && <p class="field-help">{filledWords(filled)}</p>}
    </>
  );
}

function filledWords(labels: readonly string[]): string {
  return `Filled in from the email: ${listWords(labels)}. Look it over, then save.`;
}
