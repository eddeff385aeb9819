// What the signing page says around the text of the form, in plain English and Spanish. The text of the
// form itself comes from the server, so that what was shown is what is kept.
// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../public/Shell';

export interface SignWords {
    title: string;
    loading: string;
    intro: (patient: string) => string;
    agree: string;
    name: string;
    name_help: string;
    sign: string;
    refuse: string;
    need_tick: string;
    need_name: string;
    need_both: string;
    thanks: string;
    signed: (name: string) => string;
    keep: string;
    print: string;
    gone: string;
    gone_help: string;
    failed: string;
    failed_help: string;
    again: string;
}

export const sign_words: Record<Language, SignWords> = {
    en: {
        title: 'Permission to share health information',
        loading: 'Loading…',
        intro: (patient) => `For ${patient}. Please read this before you sign.`,
        agree: 'I have read this and I agree. I sign electronically.',
        name: 'Your full name',
        name_help: 'Typing your name here is your signature.',
        sign: 'Sign',
        refuse: 'You do not have to sign. To say no, close this page.',
        need_tick: 'Tick the box if you agree.',
        need_name: 'Type your name.',
        need_both: 'To sign, tick the box and type your name.',
        thanks: 'Thank you',
        signed: (name) => `Signed by ${name}. We have received your permission.`,
        keep: 'Keep a copy for yourself: print or save this page.',
        print: 'Print or save',
        gone: 'This link no longer works',
        gone_help:
            'It has been used or it has expired. Please ask the person who sent it for another one.',
        failed: 'The page could not be loaded',
        failed_help: 'Nothing was signed. Please check your connection and try again.',
        again: 'Try again',
    },
    es: {
        title: 'Permiso para compartir información de salud',
        loading: 'Cargando…',
        intro: (patient) => `Para ${patient}. Por favor, lea esto antes de firmar.`,
        agree: 'He leído esto y estoy de acuerdo. Firmo de forma electrónica.',
        name: 'Su nombre completo',
        name_help: 'Escribir su nombre aquí es su firma.',
        sign: 'Firmar',
        refuse: 'No está obligado a firmar. Para decir que no, cierre esta página.',
        need_tick: 'Marque la casilla si está de acuerdo.',
        need_name: 'Escriba su nombre.',
        need_both: 'Para firmar, marque la casilla y escriba su nombre.',
        thanks: 'Gracias',
        signed: (name) => `Firmado por ${name}. Hemos recibido su permiso.`,
        keep: 'Guarde una copia: imprima o guarde esta página.',
        print: 'Imprimir o guardar',
        gone: 'Este enlace ya no funciona',
        gone_help: 'Ya se usó o ha caducado. Pida otro a la persona que se lo envió.',
        failed: 'No se pudo cargar la página',
        failed_help: 'No se ha firmado nada. Compruebe su conexión e inténtelo de nuevo.',
        again: 'Intentar de nuevo',
    },
};

/** "/sign/{id}/{token}" -> both, or undefined for any other address. */
export function sign_address(path: string): { id: string; token: string } | undefined {
    const parts = /^\/sign\/([^/]+)\/([^/]+)\/?$/.exec(path);
    return parts
        ? { id: decodeURIComponent(parts[1]), token: decodeURIComponent(parts[2]) }
        : undefined;
}
