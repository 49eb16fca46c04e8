interface FormProgressProps {
  busy: boolean;
  problems: readonly (string | undefined)[];
}

/** One line that is always there, so that nothing moves when it has something to say. */
export function FormProgress({ busy, problems }: FormProgressProps) {
  const problem = problems.find((each) => each !== undefined);
  if (!busy && problem !== undefined) {
    return (
      <p class="unseen" role="alert">
        {problem}
      </p>
    );
  }
  return (
    <p class="quiet backup-progress" role="status">
      {busy ? 'Turning the passphrase into a key: a second or two.' : ''}
    </p>
  );
}
