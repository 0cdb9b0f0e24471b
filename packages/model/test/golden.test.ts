// The resolved homelab, every value of it; read the difference before you accept a new one.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import topology from '../../../topology/topology.js';
import { newLock, resolve } from '../src/index.js';

it('resolves the homelab as before', () => {
  const golden = fileURLToPath(new URL('golden/homelab.resolved.json', import.meta.url));
  const result = resolve(topology, newLock(0x9a1e22b1c4n));
  const text = `${JSON.stringify(result.ok ? result.topology : result.findings, null, 2)}\n`;
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});
