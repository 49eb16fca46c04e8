import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Notice } from './components/Notice.tsx';

/**
 * A component whose script is fetched when it is first shown, which keeps it off the popup's
 * critical path. Nothing is drawn in the moment until it is there, or what keeps its place.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Meanwhile: ComponentType<P> | null = null,
): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Lazily(props: P) {
    const [View, setView] = useState<ComponentType<P> | null>(() => loaded);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded !== null) return;
      load().then(
        (component) => {
          loaded = component;
          setView(() => component);
        },
        () => setFailed(true),
      );
    }, []);
    if (failed) {
      return (
        <Notice tone="danger" role="alert" title="A part of Latchkey could not be loaded">
          Close this view and open it again.
        </Notice>
      );
    }
    const Shown = View ?? Meanwhile;
    return Shown === null ? null : <Shown {...props} />;
  };
}
