// Builds the client into dist/ with hashed names, addressed from the site root; in development
// the API is taken from the server (or dev/mock-server.mjs) named by MUNIMENT_SERVER.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.MUNIMENT_SERVER ?? 'http://127.0.0.1:8088';

export default defineConfig({
    plugins: [react()],
    base: '/',
    build: {
        outDir: 'dist',
        assetsDir: 'assets',
        sourcemap: false,
        modulePreload: { polyfill: false },
    },
    server: { proxy: { '/api': server, '/d': server, '/verify.html': server } },
});
