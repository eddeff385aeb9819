// A new bulk request: what every chart is asked for, and the list of charts. The fields are those of
// the request for one patient.
// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api } from '../api/client';
import type { Bulk } from '../api/types';
import { useTitle } from '../parts/keys';
import { Failure, Loading } from '../parts/states';
import { today } from '../parts/when';
import { DraftForm, useDraftForm } from '../release/draft_form';
import { Text } from '../release/form_parts';
import { GroundFields, ProcessFields, QuestionFields } from '../release/GroundFields';
import { ground_of, has_process, rests_on_form, useGrounds } from '../release/grounds';
import { RequesterFields, ScopeFields } from '../release/request_parts';
import { bulk_field_of, empty_bulk, missing_in_bulk, to_bulk, type BulkForm } from './bulk_form';
import { ListField } from './ListField';

function NewBulkForm({ done, cancel }: { done: (bulk: Bulk) => void; cancel: () => void }) {
    const grounds = useGrounds();
    const all = grounds.data?.grounds ?? [];
    const drafted = useDraftForm<BulkForm, Bulk>({
        initial: empty_bulk(today()),
        draft_name: 'release-bulk-new',
        missing: missing_in_bulk,
        submit: (form) => api.open_bulk(to_bulk(form, ground_of(form, all))),
        done,
        field: bulk_field_of,
    });
    const { form } = drafted;
    const ground = ground_of(form, all);
    return (
        <DraftForm drafted={drafted} submit_label="Open the bulk request" cancel={cancel}>
            <RequesterFields form={form} many>
                <Text
                    path="asked_by"
                    type="date"
                    label="Asked for by"
                    hint="The requester’s own deadline, if there is one"
                />
            </RequesterFields>
            {grounds.isPending && <Loading what="grounds of the law" lines={3} />}
            {grounds.error && <Failure error={grounds.error} retry={() => grounds.refetch()} />}
            {grounds.data && <GroundFields form={form} grounds={all} />}
            {ground && has_process(ground.name) && <ProcessFields />}
            {ground && <QuestionFields form={form} ground={ground} />}
            {ground && rests_on_form(ground.name) && (
                <div className="note warn-note">
                    <p>
                        This ground rests on a form that each patient signed. The charts will come
                        out with “something missing”; put each patient’s form to the chart’s own
                        case, then decide again.
                    </p>
                </div>
            )}
            <ScopeFields form={form} />
            <ListField list={form.list} />
        </DraftForm>
    );
}

export function NewBulkPage() {
    useTitle('New bulk request');
    const go = useNavigate();
    const queries = useQueryClient();
    const opened = (bulk: Bulk) => {
        queries.setQueryData(['bulk', bulk.id], bulk);
        queries.invalidateQueries({ queryKey: ['bulks'] });
        go({ to: '/release/bulk/$id', params: { id: bulk.id }, search: {} });
    };
    return (
        <>
            <div className="head">
                <Link to="/release/bulk" className="small">
                    Bulk requests
                </Link>
                <h1>New bulk request</h1>
            </div>
            <NewBulkForm done={opened} cancel={() => go({ to: '/release/bulk', search: {} })} />
        </>
    );
}
