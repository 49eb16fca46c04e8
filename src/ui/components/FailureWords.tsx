import { type Failure, isFailure } from '../../domain/failure.ts';
import { hostPattern } from '../host-pattern.ts';
import { useProgram } from '../ProgramProvider.tsx';
import type { Program } from '../program.ts';
import type { HelpAction } from '../sentences/sentence.ts';
import { sentenceFor } from '../sentences.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

export interface FailureWordsProps {
  failure: Failure;
  /** Does again what failed; without it "Try again" is not offered. */
  onRetry?: (() => void) | undefined;
}

/** A failure in words, announced, with the one button that helps. */
export function FailureWords({ failure, onRetry }: FailureWordsProps) {
  const { program } = useProgram();
  const { title, text, help } = sentenceFor(failure);
  const act = help ? actionFor(help.action, { program, failure, onRetry }) : null;
  return (
    <Notice
      tone="danger"
      role="alert"
      title={title}
      actions={help && act && <Button onClick={act}>{help.label}</Button>}
    >
      {text}
    </Notice>
  );
}

interface Scene extends FailureWordsProps {
  program: Program;
}

function actionFor(action: HelpAction, scene: Scene): (() => void) | null {
  const { program, onRetry } = scene;
  switch (action) {
    case 'try-again':
      return onRetry ?? null;
    case 'open-keys':
      return isOnKeys(program) ? null : () => program.openTab('keys');
    case 'allow-host':
      return () => allowHost(scene);
    case 'reload':
      return () => location.reload();
    case 'refresh':
      return () => void program.refresh();
  }
}

function isOnKeys({ snapshot: { tab, page } }: Program): boolean {
  return tab === 'keys' && page === null;
}

/** The permission is asked for before anything else happens: that is what the browser wants. */
function allowHost({ program, failure, onRetry }: Scene): void {
  if (!isFailure(failure, 'host-not-allowed')) return;
  const pattern = hostPattern(failure.facts.origin);
  if (pattern === null) return;
  void program.world.gesture.requestHosts([pattern]).then((allowed) => {
    void program.refresh();
    if (allowed) onRetry?.();
  });
}
