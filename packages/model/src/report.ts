// How resolution reports: findings are collected, never thrown.
import type { Finding } from './finding.js';
import { type FindingCode, findingCodes } from './finding-codes.js';

/** A finding without its severity, which its code decides. */
export type Report = (finding: Omit<Finding, 'severity'>) => void;

export interface Findings {
  readonly report: Report;
  readonly all: Finding[];
  hasErrors(): boolean;
}

export function collectFindings(): Findings {
  const all: Finding[] = [];
  return {
    all,
    report: (finding) => all.push(withSeverity(finding)),
    hasErrors: () => all.some((finding) => finding.severity === 'error'),
  };
}

export function withSeverity(finding: Omit<Finding, 'severity'>): Finding {
  return { ...finding, severity: findingCodes[finding.code as FindingCode].severity };
}
