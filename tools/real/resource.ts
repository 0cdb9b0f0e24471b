// Finds the files beside the sources, whether the code runs from tools/real or compiled from tools/dist/real.
import { fileURLToPath } from 'node:url';

const compiled = /\/dist\/real\/[^/]*$/.test(import.meta.url);

export function resource(name: string): string {
  return fileURLToPath(new URL(compiled ? `../../real/${name}` : name, import.meta.url));
}
