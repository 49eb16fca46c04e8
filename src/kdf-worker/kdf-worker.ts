import { carryOut } from './derive-key.ts';

/**
 * A worker of its own that makes one key of a passphrase: it takes a second and much memory, and
 * nobody else is to wait meanwhile. Whoever started it hands it a port and sees nothing of what goes
 * over it; when the other end is gone or has its answer, so is this.
 */
addEventListener('message', ({ ports: [port] }) => {
  if (!port) return;
  port.addEventListener('close', () => close());
  port.onmessage = ({ data }) => {
    const report = carryOut(data);
    port.postMessage(report, 'key' in report ? [report.key.buffer] : []);
  };
});
