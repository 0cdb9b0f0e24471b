// The list of generators.
import type { Generator } from '@groundplan/engine';
export const generators: readonly Generator[] = [];
