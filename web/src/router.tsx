// Every address of the client. Pages other than the worklist are loaded when first opened.
// SPDX-License-Identifier: Apache-2.0
import {
    createRootRoute,
    createRoute,
    createRouter,
    lazyRouteComponent,
    Link,
} from '@tanstack/react-router';
import { Frame } from './frame/Frame';
import { Start } from './frame/Start';
import { Failure, Loading } from './parts/states';
import type { BulkState, CaseState, ReviewState, Standing } from './api/types';

export type ChartTab = 'encounters' | 'documents' | 'results' | 'medications' | 'conditions';
export const chart_tabs: ChartTab[] = [
    'encounters',
    'documents',
    'results',
    'medications',
    'conditions',
];

export interface WorklistSearch {
    state?: CaseState;
    q?: string;
    sort?: string;
    page?: number;
}

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined);

const root = createRootRoute({
    component: Frame,
    notFoundComponent: () => (
        <div className="panel blank">
            <h1>There is no such page</h1>
            <Link to="/release">Go to the release worklist</Link>
        </div>
    ),
    errorComponent: ({ error }) => (
        <Failure page error={error} retry={() => window.location.reload()} />
    ),
});

const start = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: Start,
});

const worklist = createRoute({
    getParentRoute: () => root,
    path: '/release',
    validateSearch: (s: Record<string, unknown>): WorklistSearch => ({
        state: text(s.state) as WorklistSearch['state'],
        q: text(s.q),
        sort: text(s.sort),
        page: Number(s.page) > 1 ? Number(s.page) : undefined,
    }),
    component: lazyRouteComponent(() => import('./release/Worklist'), 'Worklist'),
});

const new_case = createRoute({
    getParentRoute: () => root,
    path: '/release/new',
    validateSearch: (s: Record<string, unknown>): { patient?: string } => ({
        patient: text(s.patient),
    }),
    component: lazyRouteComponent(() => import('./release/RequestPages'), 'NewRequestPage'),
});
const read_case = createRoute({
    getParentRoute: () => root,
    path: '/release/cases/$id',
    component: lazyRouteComponent(() => import('./release/CasePage'), 'CasePage'),
});
const edit_case = createRoute({
    getParentRoute: () => root,
    path: '/release/cases/$id/edit',
    component: lazyRouteComponent(() => import('./release/RequestPages'), 'EditRequestPage'),
});
const confirm_case = createRoute({
    getParentRoute: () => root,
    path: '/release/cases/$id/confirm',
    component: lazyRouteComponent(() => import('./release/ConfirmPage'), 'ConfirmPage'),
});

const bulks = createRoute({
    getParentRoute: () => root,
    path: '/release/bulk',
    validateSearch: (s: Record<string, unknown>): { show?: BulkState | 'all' } => ({
        show: (['open', 'closed', 'withdrawn', 'all'] as const).find((n) => n === s.show),
    }),
    component: lazyRouteComponent(() => import('./bulk/BulkListPage'), 'BulkListPage'),
});
const new_bulk = createRoute({
    getParentRoute: () => root,
    path: '/release/bulk/new',
    component: lazyRouteComponent(() => import('./bulk/NewBulkPage'), 'NewBulkPage'),
});
const read_bulk = createRoute({
    getParentRoute: () => root,
    path: '/release/bulk/$id',
    validateSearch: (s: Record<string, unknown>): { group?: string; page?: number } => ({
        group: text(s.group),
        page: Number(s.page) > 1 ? Number(s.page) : undefined,
    }),
    component: lazyRouteComponent(() => import('./bulk/BulkPage'), 'BulkPage'),
});

const board = createRoute({
    getParentRoute: () => root,
    path: '/release/board',
    component: lazyRouteComponent(() => import('./release/BoardPage'), 'BoardPage'),
});
const print_queue = createRoute({
    getParentRoute: () => root,
    path: '/release/print-queue',
    component: lazyRouteComponent(() => import('./release/PrintQueuePage'), 'PrintQueuePage'),
});

const day = (value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
/** Days that are not there are left out, so that they do not hide the page's own. */
const period = (s: Record<string, unknown>): { from?: string; to?: string } => ({
    ...(day(s.from) && { from: day(s.from) }),
    ...(day(s.to) && { to: day(s.to) }),
});
const errors = createRoute({
    getParentRoute: () => root,
    path: '/release/errors',
    validateSearch: period,
    component: lazyRouteComponent(() => import('./release/ErrorsPage'), 'ErrorsPage'),
});
const quality = createRoute({
    getParentRoute: () => root,
    path: '/release/quality',
    validateSearch: period,
    component: lazyRouteComponent(() => import('./release/QualityPage'), 'QualityPage'),
});

const forms = createRoute({
    getParentRoute: () => root,
    path: '/release/forms',
    validateSearch: (s: Record<string, unknown>): { patient?: string; within?: number } => ({
        patient: text(s.patient),
        within: [60, 90, 366].find((n) => n === Number(s.within)),
    }),
    component: lazyRouteComponent(() => import('./forms/FormsPage'), 'FormsPage'),
});
const new_form = createRoute({
    getParentRoute: () => root,
    path: '/release/forms/new',
    validateSearch: (s: Record<string, unknown>): { patient?: string } => ({
        patient: text(s.patient),
    }),
    component: lazyRouteComponent(() => import('./forms/TakeFormPage'), 'TakeFormPage'),
});
const read_form = createRoute({
    getParentRoute: () => root,
    path: '/release/forms/$id',
    component: lazyRouteComponent(() => import('./forms/FormPage'), 'FormPage'),
});
const settings = createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings/SettingsPage'), 'SettingsPage'),
});

const incidents = createRoute({
    getParentRoute: () => root,
    path: '/privacy/incidents',
    validateSearch: (s: Record<string, unknown>): { stage?: string; page?: number } => ({
        stage: text(s.stage),
        page: Number(s.page) > 1 ? Number(s.page) : undefined,
    }),
    component: lazyRouteComponent(() => import('./incidents/IncidentsPage'), 'IncidentsPage'),
});
const new_incident = createRoute({
    getParentRoute: () => root,
    path: '/privacy/incidents/new',
    component: lazyRouteComponent(() => import('./incidents/NewIncidentPage'), 'NewIncidentPage'),
});
const read_incident = createRoute({
    getParentRoute: () => root,
    path: '/privacy/incidents/$id',
    component: lazyRouteComponent(() => import('./incidents/IncidentPage'), 'IncidentPage'),
});
const breach_log = createRoute({
    getParentRoute: () => root,
    path: '/privacy/breach-log',
    component: lazyRouteComponent(() => import('./incidents/BreachLogPage'), 'BreachLogPage'),
});
const security = createRoute({
    getParentRoute: () => root,
    path: '/settings/security',
    component: lazyRouteComponent(() => import('./settings/SecurityPage'), 'SecurityPage'),
});

const chart_search = createRoute({
    getParentRoute: () => root,
    path: '/chart',
    component: lazyRouteComponent(() => import('./chart/ChartSearch'), 'ChartSearch'),
});
const chart = createRoute({
    getParentRoute: () => root,
    path: '/chart/$patient',
    validateSearch: (s: Record<string, unknown>): { tab: ChartTab; doc?: string } => ({
        tab: chart_tabs.find((t) => t === s.tab) ?? 'documents',
        doc: text(s.doc),
    }),
    component: lazyRouteComponent(() => import('./chart/ChartPage'), 'ChartPage'),
});

const accounting = createRoute({
    getParentRoute: () => root,
    path: '/accounting',
    validateSearch: (s: Record<string, unknown>): { patient?: string } => ({
        patient: text(s.patient),
    }),
    component: lazyRouteComponent(() => import('./release/AccountingPage'), 'AccountingPage'),
});
const ledger = createRoute({
    getParentRoute: () => root,
    path: '/ledger',
    validateSearch: (s: Record<string, unknown>): { entry?: number; before?: number } => ({
        entry:
            s.entry !== undefined && Number.isInteger(Number(s.entry))
                ? Number(s.entry)
                : undefined,
        before:
            s.before !== undefined && Number.isInteger(Number(s.before))
                ? Number(s.before)
                : undefined,
    }),
    component: lazyRouteComponent(() => import('./ledger/LedgerPage'), 'LedgerPage'),
});
const account = createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('./account/AccountPage'), 'AccountPage'),
});
const status = createRoute({
    getParentRoute: () => root,
    path: '/status',
    component: lazyRouteComponent(() => import('./jobs/StatusPage'), 'StatusPage'),
});

const reviews = createRoute({
    getParentRoute: () => root,
    path: '/privacy/reviews',
    validateSearch: (s: Record<string, unknown>): { show?: ReviewState } => ({
        show: text(s.show) as ReviewState | undefined,
    }),
    component: lazyRouteComponent(() => import('./privacy/ReviewsPage'), 'ReviewsPage'),
});
const review = createRoute({
    getParentRoute: () => root,
    path: '/privacy/reviews/$id',
    component: lazyRouteComponent(() => import('./privacy/ReviewPage'), 'ReviewPage'),
});
const learning = createRoute({
    getParentRoute: () => root,
    path: '/privacy/learning',
    component: lazyRouteComponent(() => import('./privacy/LearningPage'), 'LearningPage'),
});
interface TrailSearch {
    patient?: string;
    user?: string;
    from?: string;
    to?: string;
    page?: number;
}
const trail = createRoute({
    getParentRoute: () => root,
    path: '/privacy/trail',
    validateSearch: (s: Record<string, unknown>): TrailSearch => ({
        patient: text(s.patient),
        user: text(s.user),
        from: text(s.from),
        to: text(s.to),
        page: Number(s.page) > 1 ? Number(s.page) : undefined,
    }),
    component: lazyRouteComponent(() => import('./privacy/TrailPage'), 'TrailPage'),
});
const accounts = createRoute({
    getParentRoute: () => root,
    path: '/people/accounts',
    component: lazyRouteComponent(() => import('./people/AccountsPage'), 'AccountsPage'),
});
const account_reviews = createRoute({
    getParentRoute: () => root,
    path: '/people/reviews',
    component: lazyRouteComponent(() => import('./people/ReviewsPage'), 'ReviewsPage'),
});
const read_review = createRoute({
    getParentRoute: () => root,
    path: '/people/reviews/$id',
    component: lazyRouteComponent(() => import('./people/ReviewPage'), 'ReviewPage'),
});
const emergencies = createRoute({
    getParentRoute: () => root,
    path: '/people/emergencies',
    validateSearch: (s: Record<string, unknown>): { show?: 'all' } => ({
        show: s.show === 'all' ? 'all' : undefined,
    }),
    component: lazyRouteComponent(() => import('./people/EmergenciesPage'), 'EmergenciesPage'),
});
const read_emergency = createRoute({
    getParentRoute: () => root,
    path: '/people/emergencies/$id',
    component: lazyRouteComponent(() => import('./people/EmergenciesPage'), 'EmergencyPage'),
});
const training_admin = createRoute({
    getParentRoute: () => root,
    path: '/people/training',
    validateSearch: (s: Record<string, unknown>): { standing?: Standing } => ({
        standing: (['in_time', 'due_soon', 'grace', 'overdue'] as const).find(
            (n) => n === s.standing,
        ),
    }),
    component: lazyRouteComponent(() => import('./people/TrainingAdminPage'), 'TrainingAdminPage'),
});
const training = createRoute({
    getParentRoute: () => root,
    path: '/training',
    component: lazyRouteComponent(() => import('./people/TrainingPage'), 'TrainingPage'),
});
const course = createRoute({
    getParentRoute: () => root,
    path: '/training/$course',
    component: lazyRouteComponent(() => import('./people/CoursePage'), 'CoursePage'),
});

export const router = createRouter({
    routeTree: root.addChildren([
        start,
        worklist,
        new_case,
        read_case,
        edit_case,
        confirm_case,
        bulks,
        new_bulk,
        read_bulk,
        board,
        print_queue,
        errors,
        quality,
        forms,
        new_form,
        read_form,
        settings,
        incidents,
        new_incident,
        read_incident,
        breach_log,
        security,
        chart_search,
        chart,
        accounting,
        reviews,
        review,
        trail,
        learning,
        ledger,
        status,
        account,
        accounts,
        account_reviews,
        read_review,
        emergencies,
        read_emergency,
        training_admin,
        training,
        course,
    ]),
    defaultPreload: 'intent',
    defaultPendingComponent: () => <Loading what="page" />,
});

declare module '@tanstack/react-router' {
    interface Register {
        router: typeof router;
    }
}
