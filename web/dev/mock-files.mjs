// Plain PDF pages and stored ZIP archives for the mock server.
// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib';

export function make_pdf(pages) {
    const objects = [
        '<< /Type /Catalog /Pages 2 0 R >>',
        `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] >>`,
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ];
    pages.forEach((lines, i) => {
        const text = lines
            .map(
                (l) =>
                    `(${l
                        .replace(/[^\x20-\x7e]/g, '-')
                        .replace(/[\\()]/g, '\\$&')
                        .slice(0, 100)}) Tj T*`,
            )
            .join('\n');
        const stream = `BT /F1 11 Tf 15 TL 60 740 Td\n${text}\nET`;
        objects.push(
            `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
            `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
        );
    });
    let out = '%PDF-1.4\n';
    const at = objects.map((o, i) => {
        const here = out.length;
        out += `${i + 1} 0 obj\n${o}\nendobj\n`;
        return here;
    });
    const xref = out.length;
    out += `xref\n0 ${at.length + 1}\n0000000000 65535 f \n${at.map((n) => `${String(n).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${at.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
    return Buffer.from(out, 'latin1');
}

export function make_zip(files) {
    const parts = [],
        central = [];
    let at = 0;
    for (const [name, data] of files) {
        const path = Buffer.from(name),
            head = Buffer.alloc(30),
            entry = Buffer.alloc(46);
        head.writeUInt32LE(0x04034b50, 0);
        head.writeUInt16LE(20, 4);
        head.writeUInt16LE(0x21, 12);
        head.writeUInt32LE(crc32(data), 14);
        head.writeUInt32LE(data.length, 18);
        head.writeUInt32LE(data.length, 22);
        head.writeUInt16LE(path.length, 26);
        entry.writeUInt32LE(0x02014b50, 0);
        entry.writeUInt16LE(20, 4);
        head.copy(entry, 6, 4, 30);
        entry.writeUInt32LE(at, 42);
        parts.push(head, path, data);
        central.push(entry, path);
        at += 30 + path.length + data.length;
    }
    const size = central.reduce((n, b) => n + b.length, 0),
        end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(files.length, 8);
    end.writeUInt16LE(files.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(at, 16);
    return Buffer.concat([...parts, ...central, end]);
}
