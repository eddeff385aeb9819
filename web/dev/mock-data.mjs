// Fictional patients and charts for the mock server, the same on every start.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

function id_of(text) {
    const h = createHash('sha256').update(text).digest('hex');
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-7${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const first = [
    'Rosalind',
    'Percival',
    'Odalys',
    'Thaddeus',
    'Wilhelmina',
    'Casimir',
    'Beatrix',
    'Ferdinand',
    'Isolde',
    'Leocadia',
    'Ambrose',
    'Henrietta',
];
const last = ['Testerman', 'Exampleson', 'Sampleford', 'Mockridge', 'Fictionby', 'Demowitz'];

export function make_patients() {
    return Array.from({ length: 48 }, (_, i) => ({
        id: id_of(`patient ${i}`),
        name: `${last[i % last.length]}, ${first[(i * 5) % first.length]}`,
        birth_date: `${1938 + ((i * 7) % 70)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + ((i * 3) % 28)).padStart(2, '0')}`,
        sex: i % 2 ? 'male' : 'female',
        mrn: `M${String(100200 + i * 37)}`,
        ...(i % 11 === 10 ? { deceased_on: day(-200) } : {}),
        address: `${10 + i} Orchard Lane, Exampleton`,
        phone: `555-01${String(i).padStart(2, '0')}`,
    }));
}

const kinds = [
    ['34117-2', 'History and physical note'],
    ['11506-3', 'Progress note'],
    ['18842-5', 'Discharge summary'],
    ['11504-8', 'Surgical operation note'],
    ['18748-4', 'Diagnostic imaging study'],
    ['28655-9', 'Psychotherapy note'],
];
const visits = [
    ['IMP', 'Inpatient stay', 'Shortness of breath'],
    ['AMB', 'Clinic visit', 'Follow-up'],
    ['EMER', 'Emergency visit', 'Chest pain'],
];
const tests = [
    ['2160-0', 'Creatinine', 'mg/dL', '0.6 - 1.3', 1.0],
    ['2823-3', 'Potassium', 'mmol/L', '3.5 - 5.1', 4.2],
    ['718-7', 'Hemoglobin', 'g/dL', '12.0 - 16.0', 12.9],
    ['4548-4', 'Hemoglobin A1c', '%', '< 5.7', 6.4],
    ['30934-4', 'BNP', 'pg/mL', '< 100', 240],
];
const authors = ['Dr. Ines Calloway', 'Dr. Oswin Park', 'N. Abernathy, RN'];

function note_text(title, patient, date) {
    return `${title.toUpperCase()}\n\nDate: ${date}\nPatient: ${patient.name}, MRN ${patient.mrn}\n\nCHIEF COMPLAINT\nShortness of breath on exertion for two weeks.\n\nHISTORY OF PRESENT ILLNESS\nThe patient reports increasing fatigue and ankle swelling. No chest pain, no fever. Takes medication as prescribed. Sleeps on two pillows.\n\nEXAMINATION\nBlood pressure 142/86, pulse 78 and regular. Fine crackles at both bases. Mild pitting edema to the shins.\n\nASSESSMENT AND PLAN\n1. Chronic systolic heart failure, mildly decompensated: increase furosemide, weigh daily.\n2. Type 2 diabetes mellitus: continue metformin, repeat A1c in three months.\n3. Return in two weeks or sooner if breathing worsens.\n`;
}

export function make_chart(patient, n) {
    const encounters = Array.from({ length: 14 }, (_, i) => ({
        id: id_of(`enc ${n} ${i}`),
        start: day(-20 - i * 47),
        end: day(-20 - i * 47 + (i % 3 ? 0 : 4)),
        class: visits[i % 3][0],
        type: visits[i % 3][1],
        reason: visits[i % 3][2],
        facility: 'Exampleton General Hospital',
        status: 'finished',
    }));
    const texts = new Map();
    const documents = Array.from({ length: n === 5 ? 0 : 26 + (n % 4) * 60 }, (_, i) => {
        const [type_code, type] = kinds[i % (n % 2 ? 5 : 6)],
            enc = encounters[i % encounters.length],
            id = id_of(`doc ${n} ${i}`);
        texts.set(id, note_text(type, patient, enc.start));
        return {
            id,
            date: enc.start,
            type_code,
            type,
            title: `${type}, ${enc.type.toLowerCase()}`,
            author: authors[i % 3],
            encounter: enc.id,
            status: 'final',
            content_type: 'text/plain',
            bytes: texts.get(id).length,
        };
    }).sort((a, b) => b.date.localeCompare(a.date));
    const results = Array.from({ length: 240 }, (_, i) => {
        const [code, name, unit, reference_range, base] = tests[i % tests.length];
        const value = (base * (1 + 0.25 * Math.sin(i / 5 + n))).toFixed(base < 20 ? 1 : 0);
        return {
            id: id_of(`res ${n} ${i}`),
            date: day(-5 - Math.floor(i / 5) * 19),
            code,
            name,
            value,
            unit,
            reference_range,
            interpretation:
                Number(value) > base * 1.15 ? 'H' : Number(value) < base * 0.82 ? 'L' : '',
            category: 'laboratory',
            encounter: encounters[i % 14].id,
        };
    });
    const medications = [
        'Furosemide 40 mg tablet',
        'Metformin 500 mg tablet',
        'Lisinopril 10 mg tablet',
        'Atorvastatin 20 mg tablet',
    ].map((name, i) => ({
        id: id_of(`med ${n} ${i}`),
        date: day(-60 * i - 9),
        name,
        dosage: i % 2 ? '1 tablet twice daily' : '1 tablet each morning',
        status: i === 3 ? 'stopped' : 'active',
    }));
    const conditions = [
        ['I50.22', 'Chronic systolic (congestive) heart failure'],
        ['E11.9', 'Type 2 diabetes mellitus without complications'],
        ['I10', 'Essential (primary) hypertension'],
    ].map(([code, name], i) => ({
        id: id_of(`con ${n} ${i}`),
        onset: day(-900 - 300 * i),
        code,
        name,
        status: 'active',
    }));
    return { patient, encounters, documents, results, medications, conditions, texts };
}
