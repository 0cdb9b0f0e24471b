// Paths are unambiguous for every key.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { childPath, modelPath, pathSegments } from './model-path.js';

it('writes plain keys with dots, others in brackets', () => {
  expect(modelPath('hosts', 'rpi4-1', 'links', 'eth0')).toBe('hosts.rpi4-1.links.eth0');
  expect(modelPath('policy', 2, 'allow', 0)).toBe('policy[2].allow[0]');
  expect(childPath('wifi', 'My.SSID "1"', 'psk')).toBe('wifi["My.SSID \\"1\\""].psk');
});

it('reads back every path it writes', () => {
  const segment = fc.oneof(fc.string({ unit: 'binary' }), fc.nat());
  fc.assert(
    fc.property(fc.array(segment, { minLength: 1 }), (segments) => {
      expect(pathSegments(modelPath(...segments))).toEqual(segments);
    }),
  );
});

it('refuses text that is no path', () => {
  expect(() => pathSegments('hosts..x')).toThrow('Not a model path');
});
