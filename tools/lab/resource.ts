// Finds the files beside these sources, whether the code runs from tools/lab or compiled from tools/dist/lab.
import { fileURLToPath } from 'node:url';

const compiled = /\/dist\/lab\/[^/]*$/.test(import.meta.url);

export function resource(name: string): string {
  return fileURLToPath(new URL(compiled ? `../../lab/${name}` : name, import.meta.url));
}
