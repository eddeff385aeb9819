// What the page on the state of a request says, in plain English and Spanish. The server names a state in
// English words; here each has its sentence.
// SPDX-License-Identifier: Apache-2.0
import type { Language } from './Shell';

export interface StatusWords {
    title: string;
    intro: string;
    number: string;
    number_help: string;
    code: string;
    code_help: string;
    need_number: string;
    need_code: string;
    look: string;
    again: string;
    wrong: string;
    busy: string;
    failed: string;
    request: string;
    received: string;
    due: string;
    extended: string;
    fee: string;
    no_fee: string;
    package: string;
    check: string;
    questions: string;
    staff: string;
    states: Record<string, { label: string; meaning: string }>;
}

export const status_words: Record<Language, StatusWords> = {
    en: {
        title: 'How your request stands',
        intro: 'If you asked us for records, type the number and the code of your request.',
        number: 'Number of the request',
        number_help: 'It is at the top of our letter.',
        code: 'Code',
        code_help: 'It is in our letter: four groups of four letters and digits.',
        need_number: 'Type the number.',
        need_code: 'Type the code.',
        look: 'Show',
        again: 'Look up another request',
        wrong: 'We have no request with this number and code. Check both on our letter.',
        busy: 'Too many tries. Wait some minutes and try again.',
        failed: 'We could not look it up. Check your connection and try again.',
        request: 'Request',
        received: 'We received it on',
        due: 'You will have our answer by',
        extended: 'We extended the time until',
        fee: 'Fee',
        no_fee: 'None so far',
        package: 'Fingerprint of what was sent',
        check: 'To check your package, open verify.html in it: it must show these same letters and digits.',
        questions: 'Questions? Call us at',
        staff: 'Staff sign in here',
        states: {
            received: { label: 'Received', meaning: 'We have your request and will look at it.' },
            'in work': { label: 'In work', meaning: 'We are gathering the records.' },
            'something is missing': {
                label: 'Something is missing',
                meaning: 'We cannot go on without it. Our letter says what we need, or call us.',
            },
            'being prepared': {
                label: 'Being prepared',
                meaning: 'The records are being checked and packed.',
            },
            sent: { label: 'Sent', meaning: 'The records are ready or on their way to you.' },
            'partly sent': {
                label: 'Partly sent',
                meaning: 'A part of the records is ready or on its way to you; more may follow.',
            },
            'called back': {
                label: 'Called back',
                meaning: 'Something went wrong with what was sent. Please call us.',
            },
            refused: { label: 'Refused', meaning: 'Our letter says why and what you can do.' },
            'under review': {
                label: 'Under review',
                meaning: 'Another professional is looking at our denial.',
            },
            withdrawn: { label: 'Withdrawn', meaning: 'Nothing more is done for this request.' },
        },
    },
    es: {
        title: 'Cómo va su solicitud',
        intro: 'Si nos pidió registros, escriba el número y el código de su solicitud.',
        number: 'Número de la solicitud',
        number_help: 'Está en la parte de arriba de nuestra carta.',
        code: 'Código',
        code_help: 'Está en nuestra carta: cuatro grupos de cuatro letras y cifras.',
        need_number: 'Escriba el número.',
        need_code: 'Escriba el código.',
        look: 'Mostrar',
        again: 'Buscar otra solicitud',
        wrong: 'No tenemos ninguna solicitud con este número y código. Compruebe los dos en nuestra carta.',
        busy: 'Demasiados intentos. Espere unos minutos e inténtelo de nuevo.',
        failed: 'No pudimos buscarla. Compruebe su conexión e inténtelo de nuevo.',
        request: 'Solicitud',
        received: 'La recibimos el',
        due: 'Tendrá nuestra respuesta a más tardar el',
        extended: 'Ampliamos el plazo hasta el',
        fee: 'Costo',
        no_fee: 'Ninguno hasta ahora',
        package: 'Huella de lo que se envió',
        check: 'Para comprobar su paquete, abra verify.html en él: debe mostrar estas mismas letras y cifras.',
        questions: '¿Preguntas? Llámenos al',
        staff: 'El personal entra aquí',
        states: {
            received: { label: 'Recibida', meaning: 'Tenemos su solicitud y la revisaremos.' },
            'in work': { label: 'En trabajo', meaning: 'Estamos reuniendo los registros.' },
            'something is missing': {
                label: 'Falta algo',
                meaning:
                    'No podemos seguir sin ello. Nuestra carta dice qué necesitamos, o llámenos.',
            },
            'being prepared': {
                label: 'En preparación',
                meaning: 'Los registros se están comprobando y empaquetando.',
            },
            sent: { label: 'Enviada', meaning: 'Los registros están listos o en camino.' },
            'partly sent': {
                label: 'Enviada en parte',
                meaning: 'Una parte de los registros está lista o en camino; puede que siga otra.',
            },
            'called back': {
                label: 'Retirada',
                meaning: 'Algo salió mal con lo que se envió. Por favor, llámenos.',
            },
            refused: {
                label: 'Rechazada',
                meaning: 'Nuestra carta dice por qué y qué puede hacer.',
            },
            'under review': {
                label: 'En revisión',
                meaning: 'Otro profesional está revisando nuestra negativa.',
            },
            withdrawn: {
                label: 'Retirada por quien la pidió',
                meaning: 'No se hace nada más por esta solicitud.',
            },
        },
    },
};

/** "2026-12-01" -> "December 1, 2026" or "1 de diciembre de 2026"; a day is not turned into an instant. */
export function day_in(language: Language, day: string): string {
    return new Intl.DateTimeFormat(language === 'es' ? 'es-US' : 'en-US', {
        dateStyle: 'long',
        timeZone: 'UTC',
    }).format(new Date(`${day}T00:00:00Z`));
}

/** Whether this address is that of the page; the trailing slash does not matter. */
export function is_status_address(path: string): boolean {
    return /^\/status\/?$/.test(path);
}
