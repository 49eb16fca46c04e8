import { Fragment } from 'preact';

/** A name of an API, which may break behind a dot or an underscore and nowhere else. */
export function Breakable({ text }: { text: string }) {
  const pieces = text.split(/(?<=[._])/);
  return (
    <>
      {pieces.map((piece, place) => (
        <Fragment key={pieces.slice(0, place).join('')}>
          {place > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </>
  );
}
