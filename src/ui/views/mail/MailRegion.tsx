import './mail.css';
import { useEffect, useRef } from 'preact/hooks';
import type { MailFilling } from '../../activation-mail/mail-findings.ts';
import { Button } from '../../components/Button.tsx';
import { FailureNote } from '../../components/FailureNote.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { FoundInMail } from './FoundInMail.tsx';
import { PROBLEMS } from './mail-words.ts';
import { type Reading, type ReadingProps, useReading } from './use-mail.ts';

interface MailRegionProps extends ReadingProps {
  /** The field into which the mail was pasted by mistake; `null`: it was not. */
  mistaken: string | null;
  onUse: (filling: MailFilling) => void;
  onClose: () => void;
}

/** The mail that brought a key: paste it, look at what was found in it, take it into the form. */
export function MailRegion({ mistaken, onUse, onClose, ...props }: MailRegionProps) {
  const reading = useReading(props);
  const { keys, failure, retry, again } = reading;
  return (
    <section class="mail" aria-label="Activation email">
      {mistaken !== null && (
        <p class="quiet">
          That was a whole email, so it was not put into “{mistaken}”. This is what it says.
        </p>
      )}
      {keys === null ? (
        <MailBox reading={reading} onClose={onClose} />
      ) : (
        <FoundInMail
          reading={reading}
          keys={keys}
          {...{ onUse, onClose, again }}
          stored={props.stored}
        />
      )}
      {failure && <FailureNote failure={failure} onRetry={retry} />}
    </section>
  );
}

/** What a person does key by key; everything else puts in a whole mail. */
const TYPED = /^(?:insertText|insertLineBreak|insertParagraph|insertComposition|delete|history)/;

function MailBox({ reading, onClose }: { reading: Reading; onClose: () => void }) {
  const { text, problem, busy } = reading;
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  return (
    <>
      <TextArea
        label="Activation email"
        value={text}
        rows={5}
        areaRef={area}
        help="Paste all of it. It is read here and sent nowhere, and you see what was found before anything is filled in."
        onInput={(value, how) => {
          reading.type(value);
          if (!TYPED.test(how)) reading.read(value);
        }}
      />
      {problem !== null && (
        <Notice tone="warn" role="alert" title={PROBLEMS[problem].title}>
          {PROBLEMS[problem].text}
        </Notice>
      )}
      <div class="actions">
        <Button busy={busy} onClick={() => reading.read()}>
          Read email
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </>
  );
}
