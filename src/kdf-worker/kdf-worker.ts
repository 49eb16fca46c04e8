import { carryOut } from './derive-key.ts';

/**
 * A worker of its own that makes one key of a passphrase, because that takes a second and much
 * memory. Whoever starts it gives it a port and sees nothing of what goes over that; when it has
 * answered it ends itself, also where nobody waits for the answer any more.
 */
addEventListener('message', ({ ports: [port] }) => {
  if (!port) return;
  port.onmessage = ({ data }) => {
    const report = carryOut(data);
    port.postMessage(report, 'key' in report ? [report.key.buffer] : []);
    close();
  };
});
