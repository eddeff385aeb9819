// Unit tests cover the pure parts only (dates, drafts, ledger proofs); pages are tested in tests/browser.
import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['src/**/*.test.ts'], environment: 'node' } });
