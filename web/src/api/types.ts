// The shapes that travel between this client and the server, under the client's names. They are
// generated from docs/formats/openapi.json (npm run types), which the program prints itself, so
// that neither side can say something else. Absent optional fields are left out, never null.
// SPDX-License-Identifier: Apache-2.0
import type { components } from './schema';

type Shapes = components['schemas'];

export type Id = string; // UUID
export type Day = string; // "YYYY-MM-DD"
export type Instant = string; // ends in Z

export type Fault =
    components['responses']['Problem']['content']['application/json']['error']['fault'];

export type Session = Shapes['SessionAnswer'];
export type User = Shapes['SessionUser'];
export type Workstation = NonNullable<Shapes['Credentials']['workstation']>;
export type Account = Shapes['AccountView'];
export type Permission = User['permissions'][number];
export type Role = User['roles'][number];
export type Status = Shapes['StatusPage'];
export type Job = Shapes['Job'];

export type ReviewList = Shapes['ReviewList'];
export type ReviewRow = Shapes['ReviewRow'];
export type ReviewView = Shapes['ReviewView'];
export type ReviewState = ReviewRow['state'];
export type ReviewLimits = Shapes['ReviewLimits'];
export type SignalReason = Shapes['SignalReason'];
export type ReviewClose = Shapes['ReviewClose'];
export type ReviewOutcome = ReviewClose['outcome'];
export type Conduct = NonNullable<ReviewClose['conduct']>;
export type TrailRow = Shapes['TrailRow'];

export type ReleaseRequest = Shapes['Request'];
export type Process = NonNullable<Shapes['Request']['process']>;
export type Part2Consent = NonNullable<Shapes['Authorization']['part2']>;
export type RequesterKind = Shapes['Requester']['kind'];
export type Authorization = Shapes['Authorization'];
export type Scope = Shapes['Scope'];
export type Section = Scope['sections'][number];
export type Finding = Shapes['Finding'];
export type Decision = Shapes['Decision'];
export type Answer = Decision['answer'];
export type SegmentAnswer = Decision['segments'][number];
export type CaseView = Shapes['CaseView'];
export type CaseList = Shapes['CaseList'];
export type CaseRow = Shapes['CaseRow'];
export type CaseState = CaseRow['state'];
export type Preview = Shapes['Preview'];
export type Sorted = Preview['sorted'][string][number];
export type Accounting = Shapes['AccountingView'];
export type AccountingRow = Shapes['AccountingLine'];
export type AccountingAsk = Shapes['AccountingCommand'];
export type Suspension = Shapes['SuspensionView'];
export type NewSuspension = Shapes['SuspensionCommand'];
export type ErrorFound = Shapes['ErrorFound'];
export type ErrorKind = ErrorFound['kind'];
export type Quality = Shapes['Quality'];
export type Settings = Shapes['Settings'];
export type DoctorRow = Shapes['DoctorRow'];

export type Grounds = Shapes['Grounds'];
export type Ground = Shapes['GroundView'];
export type Question = Shapes['QuestionView'];
export type Segment = Shapes['SegmentView'];
export type Correction = Shapes['CorrectCommand'];
export type KeptForm = Shapes['FormView'];
export type NewForm = Shapes['FormCommand'];
export type FormSource = KeptForm['source'];
export type LetterAsk = Shapes['LetterAsk'];
export type LetterKind = LetterAsk['kind'];
export type CopyJob = Shapes['CopyJob'];
export type Fee = Shapes['Fee'];
export type RequestStatusView = Shapes['StatusView'];
export type PrintRow = Shapes['PrintRow'];
export type Board = Shapes['Board'];
export type BoardGroup = Shapes['BoardGroup'];
export type BoardRow = Shapes['BoardRow'];
export type BoardKind = BoardRow['kind'];
export type Denial = Shapes['Denial'];
export type DenialGround = Shapes['DenialGround'];
export type Review = Shapes['Review'];
export type Redaction = Shapes['Redaction'];
export type DocumentText = Shapes['DocumentView'];
export type RecallAsk = Omit<Shapes['RecallCommand'], 'version'>;
export type Minimum = Shapes['Minimum'];
export type MinimumChoice = Shapes['MinimumChoice'];
export type MinimumAnswer = Shapes['MinimumAnswer'];
export type Bulk = Shapes['BulkView'];
export type BulkRow = Shapes['BulkRow'];
export type BulkState = Bulk['state'];
export type BulkLine = Shapes['LineView'];
export type Listed = Shapes['Listed'];
export type BulkPart = Shapes['PartInfo'];
export type NewBulk = Shapes['BulkCommand'];
export type RecallPart = Omit<Shapes['RecallPartCommand'], 'version'>;

export type PatientBanner = Shapes['PatientBanner'];
export type Chart = Shapes['ChartPage'];
export type DocumentRow = Shapes['DocumentRow'];
export type ResultRow = Shapes['ResultRow'];
export interface ChartRows {
    encounters: Shapes['EncounterRow'];
    documents: DocumentRow;
    results: ResultRow;
    medications: Shapes['MedicationRow'];
    conditions: Shapes['ConditionRow'];
}

export type Incident = Shapes['IncidentView'];
export type IncidentState = Incident['state'];
export type IncidentAction = Incident['allowed_actions'][number];
export type IncidentRow = Shapes['IncidentRow'];
export type NewIncident = Shapes['IncidentForm'];
export type IncidentEdit = Shapes['IncidentEdit'];
export type IncidentVerdict = Shapes['IncidentVerdict'];
export type IncidentEntry = Shapes['IncidentEntry'];
export type BreachFactor = Shapes['BreachFactor'];
export type BreachResult = Shapes['BreachAssessment']['proposed'];
export type BreachReason = Shapes['BreachReason'];
export type BreachDate = Shapes['BreachDate'];
export type PersonAffected = Shapes['PersonView'];
export type NewNotice = Shapes['NoticeCommand'];
export type PeopleSent = Shapes['SentCommand'];
export type PersonCorrection = Shapes['PersonCommand'];

export type LedgerPage = Shapes['LedgerPage'];
export type LedgerEntry = Shapes['EntryProof'];

/** Values of the X-Purpose header (server/session.cpp). */
export type PurposeOfUse = 'TREATMENT' | 'PAYMENT' | 'OPERATIONS' | 'PATIENT_REQUEST' | 'LEGAL';

export type RightsAsk = Shapes['RightsAsk'];
export type RightsStepCommand = Shapes['RightsStep'];
export type RightsCase = Shapes['RightsCase'];
export type RightsCases = Shapes['RightsCases'];
export type RightsKind = RightsAsk['kind'];
export type RightsState = RightsCase['state'];
export type MyRequest = Shapes['MyRequest'];
export type ConsentView = Shapes['ConsentView'];
export type ConsentChoice = Shapes['ConsentChoice'];
export type ConsentKind = ConsentChoice['kind'];
export type StaffAccount = Shapes['Account'];
export type NewAccount = Shapes['NewAccount'];
export type AccountChange = Shapes['AccountChange'];
export type Emergency = Shapes['EmergencyView'];
export type EmergencyFile = Shapes['EmergencyFile'];
export type EmergencyReason = Emergency['reason'];
export type EmergencyFinding = Emergency['finding'];
export type PersonTraining = Shapes['PersonTraining'];
export type OwedCourse = Shapes['OwedView'];
export type Standing = OwedCourse['standing'];
export type TrainingRecord = Shapes['TrainingRecord'];
export type CourseText = Shapes['CourseView'];
export type Attempt = Shapes['Attempt'];
export type AttemptResult = Shapes['AttemptResult'];
export type CourseInfo = Shapes['CourseInfo'];
export type CourseCommand = Shapes['CourseCommand'];
export type RecordCommand = Shapes['RecordCommand'];
export type AccessReview = Shapes['AccessReview'];
export type ReviewedAccount = Shapes['ReviewedAccount'];
export type ReviewFinding = ReviewedAccount['finding'];
export type FindingCommand = Shapes['FindingCommand'];
