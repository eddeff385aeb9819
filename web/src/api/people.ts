// What the pages of people ask the server: accounts, emergencies, training, reviews of who may what.
// SPDX-License-Identifier: Apache-2.0
import { get, send } from './client';
import type {
    AccountChange,
    Attempt,
    CourseCommand,
    EmergencyFinding,
    EmergencyReason,
    FindingCommand,
    Id,
    NewAccount,
    RecordCommand,
    Standing,
} from './types';

export const people_api = {
    accounts: () => get('/api/people/users', {}),
    join: (account: NewAccount) => send('post', '/api/people/users', {}, account),
    change_account: (id: Id, change: AccountChange) =>
        send('put', '/api/people/users/{id}', { id }, change),
    break_glass: (patient: Id, reason: EmergencyReason, words: string) =>
        send('post', '/api/emergency', {}, { patient, reason, words }),
    emergencies: (state?: string) => get('/api/emergency', {}, { state }),
    emergency: (id: Id) => get('/api/emergency/{id}', { id }),
    review_emergency: (id: Id, finding: EmergencyFinding, note: string) =>
        send('post', '/api/emergency/{id}/review', { id }, { finding, note }),
    my_training: () => get('/api/workforce/training', {}),
    course: (course: string) => get('/api/workforce/courses/{course}', { course }),
    take_course: (course: string, attempt: Attempt) =>
        send('post', '/api/workforce/courses/{course}/attempt', { course }, attempt),
    training_people: (standing?: Standing) => get('/api/workforce/people', {}, { standing }),
    training_of: (id: Id) => get('/api/workforce/people/{id}', { id }),
    record_training: (record: RecordCommand) => send('post', '/api/workforce/records', {}, record),
    courses: () => get('/api/workforce/courses', {}),
    change_course: (course: string, command: CourseCommand) =>
        send('put', '/api/workforce/courses/{course}', { course }, command),
    access_reviews: () => get('/api/workforce/reviews', {}),
    account_review: (id: Id) => get('/api/workforce/reviews/{id}', { id }),
    find_account: (id: Id, account: Id, command: FindingCommand) =>
        send('post', '/api/workforce/reviews/{id}/accounts/{account}', { id, account }, command),
    unused: () => get('/api/workforce/unused', {}),
};
