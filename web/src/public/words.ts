// What the download page says, in plain English and Spanish.
// SPDX-License-Identifier: Apache-2.0
import type { Language } from './Shell';

export interface DownloadWords {
    title: string;
    intro: string;
    code: string;
    code_help: string;
    need_code: string;
    get: string;
    once: string;
    refused: string;
    failed: string;
    done: string;
    open: string;
}

export const download_words: Record<Language, DownloadWords> = {
    en: {
        title: 'Get the records',
        intro: 'The records you asked for are ready. To get them, type the code of your request.',
        code: 'Code',
        code_help: 'It is in our letter: four groups of four letters and digits.',
        need_code: 'Type the code.',
        get: 'Download',
        once: 'This link works once. Save the file where only you can see it.',
        refused:
            'The link and the code do not fit, or the link was used or has expired. Check the code. After five wrong codes, ask us for another link.',
        failed: 'Nothing was downloaded. Check your connection and try again.',
        done: 'The file was downloaded',
        open: 'Open release.pdf in it to read the records. Open verify.html to check that they are complete and unchanged.',
    },
    es: {
        title: 'Recibir los registros',
        intro: 'Los registros que pidió están listos. Para recibirlos, escriba el código de su solicitud.',
        code: 'Código',
        code_help: 'Está en nuestra carta: cuatro grupos de cuatro letras y cifras.',
        need_code: 'Escriba el código.',
        get: 'Descargar',
        once: 'Este enlace funciona una sola vez. Guarde el archivo donde solo usted pueda verlo.',
        refused:
            'El enlace y el código no coinciden, o el enlace ya se usó o ha caducado. Compruebe el código. Después de cinco códigos incorrectos, pídanos otro enlace.',
        failed: 'No se descargó nada. Compruebe su conexión e inténtelo de nuevo.',
        done: 'El archivo se descargó',
        open: 'Abra release.pdf para leer los registros. Abra verify.html para comprobar que están completos y sin cambios.',
    },
};

/** "/d/{token}" -> the token, or undefined for any other address. */
export function download_address(path: string): { token: string } | undefined {
    const parts = /^\/d\/([^/]+)\/?$/.exec(path);
    return parts ? { token: decodeURIComponent(parts[1]) } : undefined;
}
