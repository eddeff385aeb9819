// The two pages around the request form: a new request, and the facts of an existing case.
// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, ApiError } from '../api/client';
import type { CaseView, ReleaseRequest } from '../api/types';
import { useTitle } from '../parts/keys';
import { Failure, Loading } from '../parts/states';
import { today } from '../parts/when';
import { empty_authorization } from './authorization';
import { ConflictView } from './ConflictView';
import { new_request_form } from '../parts/drafts';
import { RequestForm } from './RequestForm';
import { empty_process } from './grounds';
import { empty_request, type RequestForm as Form } from './request_form';

export function NewRequestPage() {
    useTitle('New request');
    const { patient } = useSearch({ from: '/release/new' });
    const go = useNavigate();
    const queries = useQueryClient();
    const opened = (view: CaseView) => {
        queries.setQueryData(['case', view.id], view);
        queries.invalidateQueries({ queryKey: ['cases'] });
        go({ to: '/release/cases/$id', params: { id: view.id } });
    };
    return (
        <>
            <div className="head">
                <Link to="/release" className="small">
                    Worklist
                </Link>
                <h1>New request</h1>
            </div>
            <RequestForm
                initial={{ ...empty_request(today()), patient: patient ?? '' }}
                draft_name={patient ? `${new_request_form}-${patient}` : new_request_form}
                submit_label="Open the case"
                submit={api.create_case}
                done={opened}
                cancel={() => go({ to: '/release' })}
            />
        </>
    );
}

function to_form(request: ReleaseRequest): Form {
    return {
        ...request,
        authorization: { ...empty_authorization, ...request.authorization },
        process: { ...empty_process, ...request.process },
        attached: !!request.authorization || !!request.form,
    };
}

function EditForm({ view }: { view: CaseView }) {
    const go = useNavigate();
    const queries = useQueryClient();
    const [theirs, set_theirs] = useState<CaseView>();
    const back = () => go({ to: '/release/cases/$id', params: { id: view.id } });
    const submit = async (request: ReleaseRequest, version: number) => {
        try {
            return await api.update_case(view.id, version, request);
        } catch (error) {
            if (error instanceof ApiError && error.fault === 'conflict')
                set_theirs(await api.read_case(view.id));
            throw error;
        }
    };
    const saved = (fresh: CaseView) => {
        queries.setQueryData(['case', view.id], fresh);
        queries.invalidateQueries({ queryKey: ['cases'] });
        back();
    };
    return (
        <RequestForm
            initial={to_form(view.request)}
            draft_name={`release-${view.id}`}
            decision={view.decision}
            version={view.version}
            submit_label="Save the facts"
            submit={submit}
            done={saved}
            cancel={back}
        >
            {(mine, error, replace, send) =>
                theirs &&
                error instanceof ApiError &&
                error.fault === 'conflict' && (
                    <ConflictView
                        mine={mine}
                        theirs={theirs.request}
                        mine_label="Save mine over theirs"
                        keep_mine={() => {
                            set_theirs(undefined);
                            send(theirs.version);
                        }}
                        take_theirs={() => {
                            replace(to_form(theirs.request), theirs.version);
                            set_theirs(undefined);
                        }}
                    />
                )
            }
        </RequestForm>
    );
}

export function EditRequestPage() {
    const { id } = useParams({ from: '/release/cases/$id/edit' });
    // Loaded once and held still: a refetch must never move the ground under someone who is typing.
    const found = useQuery({
        queryKey: ['case', id, 'edit'],
        queryFn: () => api.read_case(id),
        staleTime: Infinity,
        gcTime: 0,
        refetchOnWindowFocus: false,
    });
    useTitle(found.data ? `Edit ${found.data.number}` : 'Edit');
    return (
        <>
            <div className="head">
                <Link to="/release/cases/$id" params={{ id }} className="small">
                    Case
                </Link>
                <h1>{found.data ? `Edit the facts of ${found.data.number}` : 'Edit the facts'}</h1>
            </div>
            {found.isPending && <Loading what="case" />}
            {found.error && <Failure error={found.error} retry={() => found.refetch()} />}
            {found.data && <EditForm view={found.data} />}
        </>
    );
}
